internal import Analysis
internal import LanguageServerProtocol

/// The inputs of the call that is being written.
enum SignatureHelpHandler: RequestHandler {
  typealias Method = SignatureHelpRequest
  static let needs = Need.recentModel

  static func announce(_ capabilities: inout ServerCapabilities, _ client: Client) {
    capabilities.signatureHelpProvider = SignatureHelpOptions(triggerCharacters: ["(", ","])
  }

  static func answer(_ params: SignatureHelpParams, _ context: RequestContext) throws(ResponseError) -> SignatureHelp? {
    guard let found = try context.document().signatureHelp(at: context.offset(of: params.position)) else { return nil }
    let client = context.client.capabilities.textDocument?.signatureHelp?.signatureInformation
    let formats = client?.documentationFormat
    let takesRanges = client?.parameterInformation?.labelOffsetSupport == true
    let parameters = found.parameters.map { parameter in
      ParameterInformation(
        label: takesRanges
          ? .range(start: parameter.range.lowerBound, end: parameter.range.upperBound)
          : .text(found.text(of: parameter)),
        documentation: parameter.documentation.documentation(for: formats))
    }
    // Where no parameter is active, a number behind the last one says so.
    let active = found.active ?? parameters.count
    let signature = SignatureInformation(
      label: found.label, documentation: found.documentation.documentation(for: formats), parameters: parameters,
      activeParameter: client?.activeParameterSupport == true ? active : nil)
    return SignatureHelp(signatures: [signature], activeSignature: 0, activeParameter: active)
  }
}

extension SignatureText {
  /// A parameter as the label has it.
  fileprivate func text(of parameter: Parameter) -> String {
    let units = Array(label.utf16)
    return String(decoding: units[parameter.range.clamped(to: 0..<units.count)], as: UTF16.self)
  }
}

extension Markup {
  /// The text as documentation, a plain string for a client that names no formats; nil where there is none.
  func documentation(for formats: [MarkupKind]?) -> Documentation? {
    if isEmpty { return nil }
    return formats == nil ? .text(plain) : .markup(content(for: formats))
  }
}
