// What a method is: a name with the types of what goes back and forth.

/// A method that is answered.
package protocol RequestMethod {
  associatedtype Params: JSONCodable
  associatedtype Result: JSONCodable
  static var method: String { get }
}

/// A method that is not answered.
package protocol NotificationMethod {
  associatedtype Params: JSONCodable
  static var method: String { get }
}
