/// An activation function of RNN, GRU and LSTM (ONNX Operators, RNN-22).
struct RecurrentActivation<E: RealNumber> {
  private enum Function: String {
    case relu, tanh, sigmoid, affine, leakyrelu, thresholdedrelu, scaledtanh, hardsigmoid, elu, softsign, softplus

    /// Where the function has an alpha, the one that it has if the node gives none; beta likewise.
    var defaultAlpha: Float? {
      switch self {
      case .affine, .thresholdedrelu, .scaledtanh, .elu: 1
      case .leakyrelu: 0.01
      case .hardsigmoid: 0.2
      case .relu, .tanh, .sigmoid, .softsign, .softplus: nil
      }
    }

    var defaultBeta: Float? {
      switch self {
      case .affine: 0
      case .scaledtanh: 1
      case .hardsigmoid: 0.5
      default: nil
      }
    }
  }

  private let function: Function
  private let alpha: E
  private let beta: E

  /// The functions of a node, in order: those of the forward direction, then those of the other.
  ///
  /// As in ONNX Runtime names are compared without case, and each function takes the next alpha and the next beta if it
  /// has them at all.
  ///
  /// - Throws: `KernelError` where there are too few, or one is unknown.
  static func list(_ call: KernelCall, default names: [String], directions: Int) throws -> [[RecurrentActivation]] {
    let given = call.attributes.strings("activations") ?? names
    guard given.count >= names.count else {
      throw KernelError("\(call.name) needs \(names.count) activations, not \(given.count)")
    }
    var alphas = (call.attributes.floats("activation_alpha") ?? [])[...]
    var betas = (call.attributes.floats("activation_beta") ?? [])[...]
    let functions = try given.map { name in
      guard let function = Function(rawValue: name.lowercased()) else {
        throw KernelError("\(name) is no activation function of \(call.name)")
      }
      return RecurrentActivation(
        function: function,
        alpha: E(function.defaultAlpha.map { alphas.popFirst() ?? $0 } ?? 0),
        beta: E(function.defaultBeta.map { betas.popFirst() ?? $0 } ?? 0))
    }
    let forward = Array(functions.prefix(names.count))
    let backward = functions.count >= 2 * names.count ? Array(functions[names.count..<2 * names.count]) : forward
    return Array([forward, backward].prefix(directions))
  }

  /// Replaces the values by the function of them.
  ///
  /// - Parameter clip: beyond it, on both sides of 0, values count as it.
  func apply(_ values: UnsafeMutablePointer<E>, _ count: Int, clip: E?) {
    if let clip {
      for i in 0..<count { values[i] = values[i] > clip ? clip : (values[i] < -clip ? -clip : values[i]) }
    }
    switch function {
    case .relu: for i in 0..<count { values[i] = values[i] < 0 ? 0 : values[i] }
    case .tanh: for i in 0..<count { values[i] = values[i].hyperbolicTangent }
    case .sigmoid: for i in 0..<count { values[i] = values[i].sigmoid }
    case .affine: for i in 0..<count { values[i] = alpha * values[i] + beta }
    case .leakyrelu: for i in 0..<count { values[i] = values[i] < 0 ? alpha * values[i] : values[i] }
    case .thresholdedrelu: for i in 0..<count { values[i] = values[i] < alpha ? 0 : values[i] }
    case .scaledtanh: for i in 0..<count { values[i] = alpha * (beta * values[i]).hyperbolicTangent }
    case .hardsigmoid: for i in 0..<count { values[i] = min(max(alpha * values[i] + beta, 0), 1) }
    case .elu: for i in 0..<count { values[i] = values[i] < 0 ? alpha * values[i].exponentialMinusOne : values[i] }
    case .softsign: for i in 0..<count { values[i] = values[i] / (1 + abs(values[i])) }
    case .softplus:
      for i in 0..<count { values[i] = max(values[i], 0) + (-abs(values[i])).exponential.logarithmOnePlus }
    }
  }
}
