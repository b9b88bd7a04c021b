internal import Glibc
internal import JSON

/// What the client's user has set under `graven`.
struct Settings: Sendable, Equatable {
  /// Types after outputs, as hints.
  var showsTypes = true
  /// Names of formal inputs, as hints.
  var showsParameterNames = false
  /// Values of small constants, as hints.
  var showsConstants = true
  /// Whether `evaluate` lenses stand above nodes.
  var showsLenses = true
  /// The most memory that an evaluation may take, in bytes: half of the machine's.
  var evaluationMemory = max(1 << 29, sysconf(Int32(_SC_PHYS_PAGES)) / 2 * sysconf(Int32(_SC_PAGESIZE)))

  init() {}

  /// Reads the client's answer; what is missing or of another type keeps its default.
  init(json: JSONValue) {
    self.init()
    let hints = json["inlayHints"]
    showsTypes = hints?["types"]?.bool ?? showsTypes
    showsParameterNames = hints?["parameterNames"]?.bool ?? showsParameterNames
    showsConstants = hints?["constants"]?.bool ?? showsConstants
    showsLenses = json["codeLens"]?.bool ?? showsLenses
    // In MiB; less than the program itself needs is none.
    if let memory = json["evaluation"]?["memory"]?.int, memory >= 256, memory < 1 << 30 {
      evaluationMemory = memory << 20
    }
  }
}
