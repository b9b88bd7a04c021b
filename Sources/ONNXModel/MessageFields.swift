/// A message of onnx.proto whose fields can be visited: the one table from which decoding, encoding, the object form of
/// the text and field paths are made.
///
/// - Important: `fields` names every field of the message in ascending order of the field numbers; decoding reads
///   files in that order in one pass. A test compares the tables with the schema.
public protocol Message: Sendable {
  init()

  /// The message's name in onnx.proto.
  static var messageName: StaticString { get }

  /// The numbers of the fields of which at most one may be set (a oneof), as bits.
  static var oneof: UInt64 { get }

  /// Fields that this version of ONNX does not know, as they stand in the file, or nil.
  var unknown: Text? { get set }

  /// Visits every field.
  mutating func fields<V: FieldVisitor & ~Copyable>(_ visitor: inout V) throws(V.Failure)

  /// Unsets all members of the oneof but the one with this number.
  mutating func keep(oneof number: Int)
}

extension Message {
  @inlinable public static var oneof: UInt64 { 0 }
  @inlinable public mutating func keep(oneof number: Int) {}
}

/// The enumerations of onnx.proto that are fields' types (`data_type` and `elem_type` are plain integers there).
public enum EnumKind: Sendable {
  case attributeType, dataLocation

  /// Whether a number is one of the enumeration's.
  @inlinable
  public func contains(_ number: Int32) -> Bool {
    switch self {
    case .attributeType: (0...14).contains(number)
    case .dataLocation: (0...1).contains(number)
    }
  }
}

/// How a tensor's payload field lays out its elements.
public enum PayloadLayout: Sendable {
  /// Little-endian elements as `raw_data` has them.
  case raw
  case float32, float64
  /// Base-128 varints.
  case varint
}

/// Something done with every field of a message. Numbers and names are those of onnx.proto.
public protocol FieldVisitor: ~Copyable {
  associatedtype Failure: Error
  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) throws(Failure)
  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) throws(Failure)
  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) throws(Failure)
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) throws(Failure)
  mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind)
    throws(Failure)
  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) throws(Failure)
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) throws(Failure)
  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) throws(Failure)
  mutating func payload(
    _ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout) throws(Failure)
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) throws(Failure)
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) throws(Failure)
  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) throws(Failure)
}
