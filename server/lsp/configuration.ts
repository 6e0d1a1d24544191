import { DefaultConfigurationProvider } from 'langium';

/** Settings are named after the product, not after the language: `factorflow.model.bias`. */
export class FactorFlowConfigurationProvider extends DefaultConfigurationProvider {
  protected override toSectionName(): string {
    return 'factorflow';
  }
}
