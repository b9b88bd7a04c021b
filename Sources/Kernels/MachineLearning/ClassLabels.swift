/// The names of classes, integers or strings.
enum ClassLabels {
  case integers([Int])
  case strings([String])

  /// - Parameter integers: the name of the attribute of integers.
  init(_ attributes: KernelAttributes, integers: String) {
    if let labels = attributes.strings("classlabels_strings"), !labels.isEmpty {
      self = .strings(labels)
    } else {
      self = .integers(attributes.ints(integers) ?? [])
    }
  }

  var count: Int {
    switch self {
    case .integers(let labels): labels.count
    case .strings(let labels): labels.count
    }
  }

  /// The labels `[N]` of samples, by the number of their class; of those without a class, 1 or 0 (or nothing, for
  /// strings).
  func value(_ classes: [PredictedClass], _ call: KernelCall) throws -> RuntimeValue {
    switch self {
    case .integers(let labels):
      let values = classes.map { chosen -> Int64 in
        switch chosen {
        case .number(let number): Int64(labels.indices.contains(number) ? labels[number] : number)
        case .positive: 1
        case .negative: 0
        }
      }
      return try call.output(values, [classes.count])
    case .strings(let labels):
      let values = classes.map { chosen -> String in
        switch chosen {
        case .number(let number): labels.indices.contains(number) ? labels[number] : ""
        case .positive: "1"
        case .negative: "0"
        }
      }
      return .tensor(DenseTensor([classes.count], strings: values))
    }
  }
}

/// The class that a model gives to a sample.
enum PredictedClass {
  /// Its place among the labels.
  case number(Int)
  /// Yes and no of a model without labels for both.
  case positive, negative
}
