const vscode = require('vscode');

const TYPES = { file: vscode.FileType.File, directory: vscode.FileType.Directory };

/** Reads from the server of the page; what is written stays in this window. */
class Files {
  changes = new vscode.EventEmitter();
  onDidChangeFile = this.changes.event;
  written = new Map();

  watch() {
    return new vscode.Disposable(() => {});
  }

  async stat(uri) {
    const own = this.written.get(uri.path);
    if (own) return { type: vscode.FileType.File, ctime: 0, mtime: own.mtime, size: own.content.length };
    const { kind, size, mtime } = await (await this.ask(uri, '?stat')).json();
    return { type: TYPES[kind], ctime: 0, mtime, size };
  }

  async readDirectory(uri) {
    return (await (await this.ask(uri, '?list')).json()).map(([name, kind]) => [name, TYPES[kind]]);
  }

  async readFile(uri) {
    return this.written.get(uri.path)?.content ?? new Uint8Array(await (await this.ask(uri, '')).arrayBuffer());
  }

  async writeFile(uri, content) {
    this.written.set(uri.path, { content, mtime: Date.now() });
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  createDirectory() {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete() {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename() {
    throw vscode.FileSystemError.NoPermissions();
  }

  async ask(uri, question) {
    const response = await fetch(`${self.origin}${uri.path}${question}`);
    if (!response.ok) throw vscode.FileSystemError.FileNotFound(uri);
    return response;
  }
}

exports.activate = ({ subscriptions }) => {
  const files = new Files();
  subscriptions.push(vscode.workspace.registerFileSystemProvider('test-files', files, { isCaseSensitive: true }));
};
