// JSON in memory: what the reader returns.

/// A JSON value.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// A number without fraction and exponent that an `Int64` holds; `-0` is a double.
  case integer(Int64)
  /// A number without fraction and exponent that only a `UInt64` holds.
  case unsigned(UInt64)
  /// Every other number, rounded to the nearest double.
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of an object in file order, repeated keys included.
package struct JSONObject: Sendable, Equatable {
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package var members: [Member]

  package init(members: [Member] = []) {
    self.members = members
  }

  /// The value of a key, of equal keys the last; looks at one member after the other.
  package subscript(key: String) -> JSONValue? {
    members.last { $0.key == key }?.value
  }
}

extension JSONValue {
  package var isNull: Bool { self == .null }

  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  package var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The number as an `Int`, when it is written as an integer and fits.
  package var int: Int? {
    if case .integer(let value) = self { Int(exactly: value) } else { nil }
  }

  /// The number as a `UInt64`, when it is written as an integer and fits.
  package var uint64: UInt64? {
    switch self {
    case .integer(let value): UInt64(exactly: value)
    case .unsigned(let value): value
    default: nil
    }
  }

  /// The number, rounded to the nearest double.
  package var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .unsigned(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// The member of an object; nil for anything else.
  package subscript(key: String) -> JSONValue? {
    object?[key]
  }
}

extension JSONWriter {
  /// Writes a value as the reader gave it, members in their order.
  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: writeNull()
    case .bool(let value): write(value)
    case .integer(let value): write(value)
    case .unsigned(let value): write(value)
    case .double(let value): write(value)
    case .string(let value): write(value)
    case .array(let elements): array { json in for element in elements { json.write(element) } }
    case .object(let value):
      object { json in
        for member in value.members {
          json.key(member.key)
          json.write(member.value)
        }
      }
    }
  }
}
