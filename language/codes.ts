/**
 * All diagnostics of the language: what each code means, why the rule is there, and what to do. `docs/diagnostics.md` is
 * made of this and of the samples of the tests. Codes are stable: people search for them and suppress them in scripts.
 */
export const SECTIONS = {
  'Text and names': {
    'ffarch/unexpected-text':
      'A character that means nothing in the language, a comment that is never closed, or an expression with more operators than can be read. A name that is no identifier is written in double quotes.',
    'ffarch/syntax':
      'The text is not what the grammar expects here. What stands before and after it is still understood.',
    'ffarch/unresolved-name':
      'Nothing of this name is in scope: neither in this file, nor in its imports, nor in the standard library. Dimensions and operands belong to a coupling, levels to an architecture, layers to a network; upper and lower case differ.',
    'ffarch/ambiguous-name':
      'Layers of several networks have this name. Write the network before it, as in `BertLarge.KQV`.',
    'ffarch/more-findings': 'Of a file, the first 1,000 findings are shown, and how many more there are.',
    'ffarch/repeated-declaration': 'Of several declarations of a kind and name in a file, the first one counts.',
    'ffarch/shadows-library':
      'A declaration of your own comes before one of the same name in the standard library, in this file and in those that import it. This is allowed; it is said because it changes what the name means.',
  },
  Imports: {
    'ffarch/import-not-found':
      'Paths of imports are relative to the file that they stand in. The standard library needs no import.',
    'ffarch/import-unreadable':
      'Only regular files are imported, of at most 16 MiB: reading a pipe or a device may never end.',
    'ffarch/import-without-effect':
      'The file is imported already, imports itself, or imports this file in a cycle without anything of it being used here.',
  },
  'Numbers and expressions': {
    'ffarch/value-missing': 'A value was begun and not given.',
    'ffarch/not-positive':
      'Sizes, meshes, factors and counts are at least 1; bandwidths and cycles are above 0; energies, leakage and areas are not negative.',
    'ffarch/not-an-integer':
      'Words, instances, factors and iterations are counted, so they are whole numbers. Energies and bandwidths may have fractions.',
    'ffarch/number-too-large':
      'Whole numbers are exact up to 2^53 − 1. A larger one would silently become another number.',
    'ffarch/not-a-number': 'The expression has no real value, like the root of a negative number.',
    'ffarch/division-by-zero': 'The divisor of an expression comes to zero.',
    'ffarch/constant-cycle': 'The value of a constant depends on itself, so that it has none.',
    'ffarch/nested-too-deeply':
      'Parentheses are nested deeper than can be computed. Split the expression with constants.',
  },
  Couplings: {
    'ffarch/coupling-incomplete':
      'A coupling declares its dimensions and one computation `Out[…] += W[…] * In[…]`, from which the roles of the operands follow by their places.',
    'ffarch/repeated-dimension': 'Each dimension of a coupling is one loop and has a name of its own.',
    'ffarch/repeated-stride': 'Each stride of a coupling is a coefficient of its own.',
    'ffarch/stride-is-dimension':
      'A dimension is iterated over, a stride is a constant that each workload sets; one name cannot be both.',
    'ffarch/too-many-dimensions': 'Sets of dimensions are kept as bits of an integer, of which there are 30.',
    'ffarch/unused-dimension':
      'A dimension that indexes no operand repeats the same computation. It costs cycles and energy, and changes no result.',
    'ffarch/unused-stride': 'A stride that is in no term has no effect.',
    'ffarch/stride-on-lone-term':
      'A stride says how far the steps of two dimensions are apart that share an axis, as in `In[Pstride*P + R]`. On a term alone in its brackets it would only leave gaps in memory that nobody reads.',
    'ffarch/term-not-linear':
      'An axis is a sum of dimensions, each with one stride at most as its coefficient. Products of dimensions are no windows that the model could count.',
    'ffarch/empty-axis': 'Brackets hold the dimension or the sum that indexes this axis.',
    'ffarch/repeated-operand': 'Bypasses and reports name operands, so that each needs a name of its own.',
    'ffarch/dimension-twice-in-operand':
      'A dimension that indexes two axes of an operand reads a diagonal, which the tiles of the model cannot describe.',
    'ffarch/unindexed-operand': 'An operand without dimensions is a single word for the whole workload.',
  },
  'Levels and their properties': {
    'ffarch/missing-property':
      'Memories need a size, an energy and a bandwidth; compute levels an energy. Without them nothing can be evaluated; nothing is assumed in their place.',
    'ffarch/repeated-property': 'A property that is given twice would leave open which of the two counts.',
    'ffarch/unknown-property': 'This kind of level has no such property.',
    'ffarch/unknown-unit':
      'Energies are in `pJ` (the default), `fJ` or `nJ`; sizes in words (no unit), `B`, `KiB`, `MiB` or `GiB`; areas in `um2` or `mm2`.',
    'ffarch/unknown-word': 'The property takes one of a few words.',
    'ffarch/unbounded': 'Only the size and the bandwidth of a memory can be without bound.',
    'ffarch/misplaced-per-wordline':
      'A wordline is what a memory reads or writes at once; only energies are given for one.',
    'ffarch/missing-value-bits':
      'The model counts words. To count them in bytes it must know how many bits a word has: `valueBits`.',
    'ffarch/missing-word-bits':
      'The energy of a wordline is shared by the values in it: `wordBits` divided by `valueBits`, rounded down.',
    'ffarch/word-smaller-than-value': 'A wordline holds one value at least.',
    'ffarch/one-direction': 'A value for reads needs one for writes, and the other way round.',
    'ffarch/one-energy': 'A compute level neither reads nor writes; it has one energy per multiplication.',
    'ffarch/zero-energy':
      'With accesses for free, mappings that use this level differently cost the same, and the best of them is arbitrary in that respect.',
    'ffarch/mesh-missing': 'A fanout has a number of instances, in brackets behind its name.',
  },
  Architectures: {
    'ffarch/coupling-missing':
      'An architecture or a workload is written for a coupling, which says what its dimensions and operands are.',
    'ffarch/repeated-coupling': 'Naming a coupling twice has no effect.',
    'ffarch/coupling-lacks':
      'An architecture for several couplings can name only the dimensions and operands that all of them have in the same roles.',
    'ffarch/no-levels': 'An architecture is a list of levels, from the outermost memory to the multipliers.',
    'ffarch/too-many-levels':
      'Architectures that have been built have about ten levels. Of one with more than the limit, nothing else is said but what its levels say one by one.',
    'ffarch/first-level-not-memory': 'All operands come from the outermost level, which therefore is a memory.',
    'ffarch/compute-missing': 'Something must do the multiplications.',
    'ffarch/compute-not-last': 'Levels inside of the multipliers would hold nothing.',
    'ffarch/repeated-compute': 'Several multipliers are one compute level with a mesh.',
    'ffarch/repeated-level':
      'Mappings and reports name levels, so that each needs a name of its own in its architecture.',
    'ffarch/operand-stored-nowhere':
      'An operand that every memory bypasses would come from nowhere. Other tools accept this and count fills like 1.8e19.',
    'ffarch/bypasses-everything': 'A memory that no operand is kept in has no effect on traffic or capacity.',
    'ffarch/repeated-bypass': 'Naming an operand twice has no effect.',
    'ffarch/repeated-spatial-dimension': 'Naming a dimension twice has no effect.',
    'ffarch/pe-to-pe-needs-full':
      'Forwarding replaces the reads of a multicast and the writes of a reduction that reach all instances; with less than that there is nothing to replace.',
  },
  'Dataflow constraints': {
    'ffarch/repeated-constraint':
      'Two constraints for a dimension on a level may contradict each other, and tools that take the last one give mappings that nobody asked for.',
    'ffarch/outermost-upper-bound':
      'What the inner levels do not iterate is left to the outermost one, whatever the workload; an upper bound there would rule workloads out, not mappings.',
    'ffarch/size-bounded':
      'What the inner levels do not iterate is left to the outermost one. With a constraint `=` there, and bounds on all other levels, the product of the bounds is the largest size that any mapping can reach; other tools then give mappings that leave some of the work out.',
    'ffarch/constraint-not-iterated':
      'A spatial level has loops over the dimensions that it unrolls and over no others. Elsewhere such constraints are ignored silently.',
    'ffarch/capacity-forced':
      'The factors that `=` and `>=` demand on this level and inside of it make a tile that does not fit, so that there is no mapping, whatever the rest looks like.',
    'ffarch/fanout-forced': 'The factors that `=` and `>=` demand on a spatial level need more instances than it has.',
    'ffarch/mesh-never-filled':
      'Factors are whole numbers within their constraints, and the largest product of them stays below the mesh: some instances never work.',
    'ffarch/repeated-in-order': 'A level has one loop for a dimension.',
    'ffarch/order-length':
      'With `_`, which stands for any dimension, the places of an order count, so that all of them are listed.',
  },
  'Workloads and networks': {
    'ffarch/missing-size':
      'A workload sets the size of every dimension of its coupling; strides are 1 if nothing is said.',
    'ffarch/repeated-size': 'A size that is given twice would leave open which of the two counts.',
    'ffarch/counts-inexact':
      'Counts beyond 2^53 are rounded to the nearest number that a computer represents. Results have 15 digits still.',
    'ffarch/layer-cycle': 'A network whose layers are only networks that contain it has no layers.',
    'ffarch/incompatible-pair':
      'An architecture runs workloads of its couplings, and of others whose dimensions it has and which index the same operands.',
    'ffarch/constraint-reduced':
      'A constraint that asks for more iterations than the workload has left is reduced to what there is, so that an architecture serves small layers, too.',
    'ffarch/constraint-indivisible':
      'Factors multiply exactly to the size of a dimension, so that each divides it. Padding the workload helps: `factorflow.mapper.pad`, or `--pad`.',
  },
  Mappings: {
    'ffarch/mapping-incomplete': 'A mapping names what it maps and what it maps it on.',
    'ffarch/repeated-level-loops': 'The loops of a level are one list, whose order is theirs.',
    'ffarch/repeated-loop': 'A level has one loop for a dimension.',
    'ffarch/mapping-product':
      'Over all levels, the iterations of a dimension multiply to its size; else some of the work is left out or done twice.',
    'ffarch/mapping-capacity':
      'The tiles that a level keeps, in all of its buffers, must fit into it. The tile of an operand is what the loops inside of the level touch.',
    'ffarch/mapping-mesh': 'A spatial level has an instance for each of its iterations.',
    'ffarch/mapping-dimension': 'A spatial level has loops over the dimensions that it unrolls and over no others.',
    'ffarch/mapping-factor': 'The loop breaks a constraint of its level.',
    'ffarch/mapping-order': 'The loops above 1 stand in the order that the level prescribes, outermost first.',
  },
} as const;

type Section = (typeof SECTIONS)[keyof typeof SECTIONS];

/** `ffarch/` and what it is about, in kebab case. */
export type DiagnosticCode = Section extends infer S ? (S extends unknown ? keyof S : never) : never;
