// How the protocol's types come from JSON and go to it.

package import JSON

/// What a message can't be read as: a path of member names and what should stand there.
package struct DecodingFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// `textDocument.uri`.
  package var path: String
  package var expected: String

  package init(_ path: String, expected: String) {
    self.path = path
    self.expected = expected
  }

  package var description: String { path.isEmpty ? "expected \(expected)" : "\(path): expected \(expected)" }

  /// The failure as seen from the object around it.
  func inside(_ member: String) -> DecodingFailure {
    let separator = path.isEmpty || path.hasPrefix("[") ? "" : "."
    return DecodingFailure(member + separator + path, expected: expected)
  }
}

/// A type that is read from JSON.
package protocol JSONDecodable: Sendable {
  init(json: JSONValue) throws(DecodingFailure)
}

/// A type that is written as JSON.
package protocol JSONEncodable: Sendable {
  func encode(to json: inout JSONWriter)
}

package typealias JSONCodable = JSONDecodable & JSONEncodable

extension JSONValue {
  /// A member that has to be there.
  package func required<Value: JSONDecodable>(_ name: String) throws(DecodingFailure) -> Value {
    guard case .object(let object) = self else { throw DecodingFailure("", expected: "an object") }
    do throws(DecodingFailure) {
      return try Value(json: object[name] ?? .null)
    } catch { throw error.inside(name) }
  }

  /// A member that may be missing or null.
  package func optional<Value: JSONDecodable>(_ name: String) throws(DecodingFailure) -> Value? {
    guard case .object(let object) = self else { throw DecodingFailure("", expected: "an object") }
    guard let value = object[name], !value.isNull else { return nil }
    do throws(DecodingFailure) {
      return try Value(json: value)
    } catch { throw error.inside(name) }
  }

  /// A member that is ignored where this version of the protocol doesn't know its value.
  package func known<Value: JSONDecodable>(_ name: String) -> Value? {
    do throws(DecodingFailure) { return try optional(name) } catch { return nil }
  }

  /// A list without the values that this version of the protocol doesn't know.
  package func knownList<Value: JSONDecodable>(_ name: String) -> [Value]? {
    self[name]?.array?.compactMap { Value.read($0) }
  }

  /// A member that can only be this: what tells the forms of a union apart.
  func requireConstant(_ name: String, _ constant: String) throws(DecodingFailure) {
    if self[name]?.string != constant { throw DecodingFailure(name, expected: "\"\(constant)\"") }
  }

  /// A value of the protocol where any JSON may stand.
  package init(encoding value: some JSONEncodable) {
    var json = JSONWriter()
    value.encode(to: &json)
    do throws(JSONError) { self = try JSONReader.read(json.bytes).root } catch { self = .null }
  }
}

extension JSONDecodable {
  /// The value, or nil where `json` is something else.
  package static func read(_ json: JSONValue) -> Self? {
    do throws(DecodingFailure) { return try Self(json: json) } catch { return nil }
  }
}

extension JSONWriter {
  /// A member that is there.
  package mutating func member(_ name: String, _ value: some JSONEncodable) {
    key(name)
    value.encode(to: &self)
  }

  /// A member that is left out where there is nothing to say.
  package mutating func optionalMember(_ name: String, _ value: (some JSONEncodable)?) {
    guard let value else { return }
    key(name)
    value.encode(to: &self)
  }
}

// MARK: Plain values

extension String: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    guard let value = json.string else { throw DecodingFailure("", expected: "a string") }
    self = value
  }

  package func encode(to json: inout JSONWriter) { json.write(self) }
}

extension Int: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    guard let value = json.int else { throw DecodingFailure("", expected: "an integer") }
    self = value
  }

  package func encode(to json: inout JSONWriter) { json.write(self) }
}

extension Bool: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    guard let value = json.bool else { throw DecodingFailure("", expected: "true or false") }
    self = value
  }

  package func encode(to json: inout JSONWriter) { json.write(self) }
}

extension JSONValue: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) { self = json }

  package func encode(to json: inout JSONWriter) { json.write(self) }
}

extension Array: JSONDecodable where Element: JSONDecodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    guard let list = json.array else { throw DecodingFailure("", expected: "an array") }
    self = []
    reserveCapacity(list.count)
    for (number, value) in list.enumerated() {
      do throws(DecodingFailure) { append(try Element(json: value)) } catch { throw error.inside("[\(number)]") }
    }
  }
}

extension Array: JSONEncodable where Element: JSONEncodable {
  package func encode(to json: inout JSONWriter) {
    json.beginArray()
    for element in self { element.encode(to: &json) }
    json.endArray()
  }
}

extension Optional: JSONDecodable where Wrapped: JSONDecodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    self = json.isNull ? nil : try Wrapped(json: json)
  }
}

extension Optional: JSONEncodable where Wrapped: JSONEncodable {
  package func encode(to json: inout JSONWriter) {
    if let self { self.encode(to: &json) } else { json.writeNull() }
  }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    guard let object = json.object else { throw DecodingFailure("", expected: "an object") }
    self = [:]
    for member in object.members {
      do throws(DecodingFailure) { self[member.key] = try Value(json: member.value) } catch {
        throw error.inside(member.key)
      }
    }
  }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
  /// Keys in order, so that a message is the same whenever its content is.
  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    for (key, value) in sorted(by: { $0.key < $1.key }) { json.member(key, value) }
    json.endObject()
  }
}

/// Raw values of the protocol's enumerations.
extension JSONDecodable where Self: RawRepresentable, RawValue: JSONDecodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    guard let value = Self(rawValue: try RawValue(json: json)) else {
      throw DecodingFailure("", expected: "a known value")
    }
    self = value
  }
}

extension JSONEncodable where Self: RawRepresentable, RawValue: JSONEncodable {
  package func encode(to json: inout JSONWriter) { rawValue.encode(to: &json) }
}

/// Parameters or a result with nothing in them.
package struct Empty: JSONCodable, Hashable {
  package init() {}
  package init(json: JSONValue) {}
  package func encode(to json: inout JSONWriter) { json.writeNull() }
}
