import ONNXModel
import Operators
import Testing

@Suite struct TypeSetTests {
  @Test func commonTypesComeFirst() {
    let set = TypeSet([.tensor(.double), .tensor(.uint4), .tensor(.int64), .tensor(.float16), .tensor(.float)])
    #expect(set.description == "float16, float, double, int64, uint4")
  }

  @Test func otherTypesThanTensorsHaveTheirWholeNames() {
    let set = TypeSet([.sequence(.float), .tensor(.float)])
    #expect(set.description == "tensor(float), seq(tensor(float))")
  }

  @Test func aSetHoldsEveryTypeThatThereIs() {
    let all = (1...255).map { SchemaType(rawValue: $0) }
    let set = TypeSet(all)
    #expect(set.count == 255)
    #expect(set.types == all)
    #expect(all.allSatisfy(set.contains))
    #expect(!set.contains(.unknown))
  }

  @Test func unionIntersectionAndDifference() {
    let floats = TypeSet([.tensor(.float), .tensor(.double)])
    let numbers = TypeSet([.tensor(.double), .tensor(.int64)])
    #expect(floats.union(numbers).count == 3)
    #expect(floats.intersection(numbers).types == [.tensor(.double)])
    #expect(floats.subtracting(numbers).types == [.tensor(.float)])
    #expect(floats.intersection(numbers).isSubset(of: numbers))
    #expect(floats.subtracting(floats).isEmpty)
    #expect(floats != numbers)
  }
}
