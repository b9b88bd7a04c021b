/// Where in a file the parser is between two statements: with the text from there, it decides what comes.
struct FilePlace: Equatable {
  enum Step: UInt8 {
    /// Before everything.
    case file
    /// Behind the model's header: a graph or functions.
    case contents
    /// A graph or function: an object, a header or neither; then its signature.
    case header, signature
    /// `<` or none of them; a declaration or `>`.
    case declarationsOpen, declaration
    /// `{`; the same again, where something else stood in its place.
    case bodyOpen, bodyOpenAgain
    /// A node or `}`.
    case body
    case functions
    /// Behind the end; behind the first thing there.
    case rest, moreRest
    case end
  }

  var step: Step
  /// Whether the signature, declarations and body are a function's.
  var isFunction = false
  /// Whether a body must come, because the signature is sound.
  var isBodyExpected = false
  /// Whether the last declaration was sound.
  var isSound = false

  init(_ step: Step, isFunction: Bool = false) {
    self.step = step
    self.isFunction = isFunction
  }

  /// The place in a byte; its highest bit is free.
  var code: UInt8 {
    step.rawValue | (isFunction ? 16 : 0) | (isBodyExpected ? 32 : 0) | (isSound ? 64 : 0)
  }

  init(code: UInt8) {
    step = Step(rawValue: code & 15) ?? .file
    (isFunction, isBodyExpected, isSound) = (code & 16 != 0, code & 32 != 0, code & 64 != 0)
  }
}

extension Statement {
  /// Whether it is read as a part of a function; else of the model's or the graph's.
  package var isInFunction: Bool {
    let place = FilePlace(code: place & 127)
    return place.isFunction || place.step == .functions
  }

  /// Whether a header here is the model's.
  package var isBeforeContents: Bool { FilePlace(code: place & 127).step == .file }
}
