// Type-checks files that are given as texts by their names; returns what the compiler says.
({ files, config }) => {
  const parsed = ts.parseJsonConfigFileContent(config, { readDirectory: () => [], fileExists: () => false }, '/');
  const names = Object.keys(files).filter((name) => !name.startsWith('/lib/'));
  const host = {
    fileExists: (name) => name in files,
    readFile: (name) => files[name],
    getSourceFile: (name, target) => (name in files ? ts.createSourceFile(name, files[name], target) : undefined),
    getDefaultLibFileName: () => '/lib/lib.d.ts',
    getDefaultLibLocation: () => '/lib',
    writeFile: () => {},
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    directoryExists: () => true,
    getDirectories: () => []
  };
  const program = ts.createProgram(names, parsed.options, host);
  const found = [...parsed.errors.filter((error) => error.code !== 18003), ...ts.getPreEmitDiagnostics(program)];
  return found.map((each) => {
    const place = each.file ? each.file.fileName + ':' + (ts.getLineAndCharacterOfPosition(each.file, each.start).line + 1) : '';
    return place + ' ' + ts.flattenDiagnosticMessageText(each.messageText, '\n');
  });
}
