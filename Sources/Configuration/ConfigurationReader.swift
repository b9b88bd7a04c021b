// Reads `graven.toml`.

internal import Diagnostics
internal import TOMLKit

extension Configuration {
  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - path: where the file is, from the root of the file system.
  ///   - name: how messages name it; nil: `path`.
  package static func read(
    _ bytes: [UInt8], path: String, name: String? = nil
  ) throws(ConfigurationError) -> Configuration {
    let file = name ?? path
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw ConfigurationError(file: file, message: "it is not UTF-8", remedy: "save it as UTF-8 without NUL")
    }
    let section = TOMLSection(
      file: file, places: KeyPlaces(text), path: [], table: try parse(text, bytes, file))
    var configuration = try ConfigurationReader.read(section)
    configuration.path = path
    return configuration
  }

  /// A dotted key nests as many tables, and the parser recurses into them.
  private static let mostDots = 256

  private static func parse(
    _ text: String, _ bytes: [UInt8], _ file: String
  ) throws(ConfigurationError) -> TOMLTable {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.count(where: { $0 == UInt8(ascii: ".") }) > mostDots {
      throw ConfigurationError(
        file: file, place: ConfigurationError.Place(line: index + 1, column: 1),
        message: "the line has over \(mostDots) dots", remedy: "break it")
    }
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let place = ConfigurationError.Place(line: error.source.begin.line, column: error.source.begin.column)
      throw ConfigurationError(file: file, place: place, message: "no TOML: \(error.description)", remedy: "correct it")
    } catch {
      throw ConfigurationError(file: file, message: "no TOML: \(error)", remedy: "correct it")
    }
  }
}

/// One function for each table of the file.
private enum ConfigurationReader {
  static func read(_ file: TOMLSection) throws(ConfigurationError) -> Configuration {
    try file.allow(["exclude", "check", "meta", "eval"])
    var configuration = Configuration()
    configuration.exclude = try file.strings("exclude") ?? []
    if let section = try file.section("check") { configuration.check = try check(section) }
    for section in try file.sections("meta") {
      let field = try meta(section)
      if configuration.meta.contains(where: { $0.key == field.key && !$0.owners.isDisjoint(with: field.owners) }) {
        throw section.error("key", "\"\(field.key)\" is there twice for the same places", "remove one, or tell \"on\"")
      }
      configuration.meta.append(field)
    }
    if let section = try file.section("eval") { configuration.eval = try eval(section) }
    return configuration
  }

  private static func check(_ section: TOMLSection) throws(ConfigurationError) -> CheckSettings {
    try section.allow(["select", "ignore", "target", "severity", "fail_on"])
    var settings = CheckSettings()
    settings.select = try section.strings("select")
    settings.ignore = try section.strings("ignore") ?? []
    settings.target = try section.string("target")
    settings.failOn = try section.choice("fail_on", Severity.self)
    if let severities = try section.section("severity") {
      for code in severities.keys { settings.severity[code] = try severities.choice(code, Severity.self) }
    }
    return settings
  }

  private static func meta(_ section: TOMLSection) throws(ConfigurationError) -> MetaField {
    try section.allow(["key", "type", "values", "on", "required_for"])
    guard let key = try section.string("key"), !key.isEmpty else {
      throw section.error("key", "[[meta]] without \"key\"", "name the field: key = \"owner\"")
    }
    let values = try section.strings("values")
    let kind = try section.choice("type", MetaField.Kind.self) ?? .string
    if kind == .enum, values?.isEmpty ?? true {
      throw section.error("type", "the enum \"\(key)\" has no values", "list them: values = [\"...\"]")
    }
    if kind != .enum, values != nil {
      throw section.error("values", "\"values\" belongs to an enum", "write type = \"enum\", or remove it")
    }
    var field = MetaField(key: key, kind: kind, values: values ?? [])
    if let owners = try section.choices("on", MetaField.Owner.self) { field.owners = Set(owners) }
    field.requiredFor = try section.strings("required_for") ?? []
    if !field.requiredFor.isEmpty, !field.owners.contains(.node) {
      throw section.error("required_for", "\"required_for\" names operators", "add \"node\" to \"on\"")
    }
    return field
  }

  private static func eval(_ section: TOMLSection) throws(ConfigurationError) -> EvalSettings {
    try section.allow(["dims", "inputs"])
    var settings = EvalSettings()
    if let dims = try section.section("dims") {
      for name in dims.keys {
        guard let size = try dims.integer(name) else { continue }
        guard size >= 0 else { throw dims.error(name, "the size of \"\(name)\" is \(size)", "give one of 0 or more") }
        settings.dims[name] = size
      }
    }
    if let inputs = try section.section("inputs") {
      for name in inputs.keys { settings.inputs[name] = try inputs.string(name) }
    }
    return settings
  }
}
