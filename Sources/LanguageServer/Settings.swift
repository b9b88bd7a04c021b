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

  init() {}

  /// Reads the client's answer; what is missing or of another type keeps its default.
  init(json: JSONValue) {
    self.init()
    let hints = json["inlayHints"]
    showsTypes = hints?["types"]?.bool ?? showsTypes
    showsParameterNames = hints?["parameterNames"]?.bool ?? showsParameterNames
    showsConstants = hints?["constants"]?.bool ?? showsConstants
    showsLenses = json["codeLens"]?.bool ?? showsLenses
  }
}
