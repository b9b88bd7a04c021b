// What a node and the signature of what it calls disagree about; each rule of the group reports one kind.

internal import Inference
internal import ONNXModel

/// One disagreement.
struct NodeFault: Sendable {
  enum Kind: Sendable, Hashable {
    /// An attribute that the signature has not (A001).
    case unknownAttribute
    /// An input that is an attribute in this version (A002).
    case inputWasAttribute
    /// A required attribute that is absent; the number is the signature's (A003).
    case missingAttribute
    /// An attribute of another type, or with the value of another type (A004).
    case wrongType
    /// An attribute whose type is not said (A005).
    case typeUnset
    /// The second attribute of a name (A006).
    case duplicateAttribute
    /// Too few or too many inputs or outputs (A007).
    case inputCount
    case outputCount
    /// A required input or output that is left out (A008).
    case omittedInput
    case omittedOutput
    /// A reference to an attribute that no function declares (A012).
    case undeclaredReference
  }

  var kind: Kind
  var node: NodeID
  /// Which attribute, input or output of the node; of a missing attribute, which of the signature.
  var number: Int
}
