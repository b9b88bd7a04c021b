import ONNXModel
import Testing

@Suite struct AttributeTypeTests {
  @Test(arguments: AttributeType.allCases.dropFirst())
  func aTypeIsFoundByItsName(_ type: AttributeType) {
    #expect(type.name.withUTF8Buffer { AttributeType(name: $0) } == type)
  }

  @Test func undefinedIsNoName() {
    #expect(AttributeType.undefined.name.withUTF8Buffer { AttributeType(name: $0) } == nil)
  }

  @Test(arguments: AttributeType.allCases)
  func listsAndElementsBelongTogether(_ type: AttributeType) {
    #expect(type.list.element == type.element)
    #expect(type == .undefined || type.list != type.element)
  }
}
