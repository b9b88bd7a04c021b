// The header of NumPy's .npy: magic bytes, a version, and a Python dictionary with type, order and shape.

/// What a .npy header says. Source: `numpy.lib.format`, versions 1.0 to 3.0.
struct NpyHeader: Sendable, Equatable {
  /// The number in ONNX's `TensorProto.DataType`.
  var dataType: Int32
  /// Bytes of one element.
  var elementSize: Int
  /// Bytes that a change of byte order reverses: the element's, or half a complex one's.
  var wordSize: Int
  var isBigEndian: Bool
  var isFortranOrder: Bool
  var dims: [Int64]

  /// Why a header can't be read.
  enum Failure: Error, Equatable {
    case damaged(String)
    case unsupported(String, remedy: String)
  }

  /// Bytes at the start of a file that `length` needs; a shorter file is no .npy file.
  static let prefixLength = 12
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Longer headers are refused; NumPy's own limit is 10,000 characters.
  private static let limit = 1 << 20

  /// Bytes before the dictionary, and its length, from the first `prefixLength` bytes.
  static func length(_ prefix: [UInt8]) throws(Failure) -> (start: Int, length: Int) {
    guard prefix.count >= prefixLength, prefix.starts(with: magic) else { throw .damaged("no .npy file") }
    switch prefix[6] {
    case 1:
      return (10, Int(prefix[8]) | Int(prefix[9]) << 8)
    case 2, 3:
      let length = prefix[8..<12].reversed().reduce(0) { $0 << 8 | Int($1) }
      guard length <= limit else { throw .damaged("a header of \(length) bytes") }
      return (12, length)
    default:
      throw .unsupported("it is .npy version \(prefix[6])", remedy: "save it with version 3 or older")
    }
  }

  /// Reads the dictionary.
  init(dictionary bytes: [UInt8]) throws(Failure) {
    var scanner = PythonScanner(bytes)
    var type: String?
    var isFortranOrder: Bool?
    var dims: [Int64]?
    try scanner.dictionary { (key, scanner) throws(Failure) in
      switch key {
      case "descr": type = try scanner.typeName()
      case "fortran_order": isFortranOrder = try scanner.bool()
      case "shape": dims = try scanner.shape()
      default: throw .damaged("an unknown key \"\(key)\" in the header")
      }
    }
    guard let type, let isFortranOrder, let dims else { throw .damaged("descr, fortran_order or shape is missing") }
    guard let known = Self.types[String(type.dropFirst())], let order = type.utf8.first,
      order == UInt8(ascii: "<") || order == UInt8(ascii: ">") || order == UInt8(ascii: "=")
        || order == UInt8(ascii: "|")
    else {
      throw Self.unknown(type)
    }
    if order == UInt8(ascii: "|"), known.size > 1 { throw .damaged("the type \(type) has no byte order") }
    dataType = known.dataType
    elementSize = known.size
    wordSize = type.dropFirst().first == "c" ? known.size / 2 : known.size
    isBigEndian = order == UInt8(ascii: ">") && known.size > 1
    self.isFortranOrder = isFortranOrder
    self.dims = dims
  }

  private static let types: [String: (dataType: Int32, size: Int)] = [
    "b1": (9, 1), "u1": (2, 1), "i1": (3, 1), "u2": (4, 2), "i2": (5, 2), "u4": (12, 4), "i4": (6, 4), "u8": (13, 8),
    "i8": (7, 8), "f2": (10, 2), "f4": (1, 4), "f8": (11, 8), "c8": (14, 8), "c16": (15, 16),
  ]

  private static func unknown(_ type: String) -> Failure {
    let remedy = "save it as numbers, or write the values into the text"
    switch type.dropFirst().first {
    case "O": return .unsupported("it holds Python objects (\(type))", remedy: remedy)
    case "U", "S", "a": return .unsupported("it holds strings (\(type))", remedy: "write the strings into the text")
    case "M", "m": return .unsupported("it holds dates or times (\(type))", remedy: "save it as int64")
    case "V":
      return .unsupported(
        "it holds elements without a type (\(type))", remedy: "save it as .safetensors, which has bfloat16 and float8")
    default: return .unsupported("ONNX has no element type \(type)", remedy: remedy)
    }
  }
}
