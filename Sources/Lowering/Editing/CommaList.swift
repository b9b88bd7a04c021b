internal import Syntax

/// A list in a text whose elements are separated by commas.
struct CommaList {
  struct Item {
    var range: Range<Int>
    /// The comma behind it.
    var comma: Range<Int>?
    /// A name that is left out: nothing stands between two commas.
    var isMissing = false

    /// The end of the item with its comma.
    var end: Int { comma?.upperBound ?? range.upperBound }
  }

  var items: [Item]
  /// Where the first item goes if there is none. No other list has this place.
  var start: Int
  /// What has to be written around the items of a list that the text has not yet.
  var prefix: [UInt8] = []
  var suffix: [UInt8] = []
  var rank = TextPatch.Rank.part
  /// What goes when all items go; nil if the list can be empty.
  var container: Range<Int>?
  /// The white space before an item that is not the first.
  var separator: [UInt8] = [0x20]

  init(items: [Item], start: Int) {
    self.items = items
    self.start = start
  }

  /// A list by the tokens of its items.
  init(_ view: StatementView, _ items: [Range<Int>], start: Int, container: Range<Int>? = nil) {
    self.items = items.map { tokens in
      let comma = view.token(tokens.upperBound) == .comma ? view.range(tokens.upperBound) : nil
      return Item(range: view.range(tokens), comma: comma, isMissing: tokens.isEmpty)
    }
    self.start = start
    self.container = container
  }
}
