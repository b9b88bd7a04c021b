/// Sums and extremes of rows of elements that lie side by side.
///
/// Several partial sums, because additions that depend on each other do not become vector code; more accurate, too.
enum RowSums {
  @inline(__always)
  static func sum<E: RealNumber>(_ count: Int, _ term: (Int) -> E) -> E {
    var (a, b, c, d): (E, E, E, E) = (0, 0, 0, 0)
    var (e, f, g, h): (E, E, E, E) = (0, 0, 0, 0)
    var index = 0
    while index + 8 <= count {
      a += term(index)
      b += term(index + 1)
      c += term(index + 2)
      d += term(index + 3)
      e += term(index + 4)
      f += term(index + 5)
      g += term(index + 6)
      h += term(index + 7)
      index += 8
    }
    while index < count {
      a += term(index)
      index += 1
    }
    return ((a + e) + (b + f)) + ((c + g) + (d + h))
  }

  /// - Returns: the largest, `-infinity` where there is none.
  @inline(__always)
  static func maximum<E: RealNumber>(_ row: UnsafePointer<E>, _ count: Int) -> E {
    var (a, b, c, d) = (-E.infinity, -E.infinity, -E.infinity, -E.infinity)
    var index = 0
    while index + 4 <= count {
      a = row[index] > a ? row[index] : a
      b = row[index + 1] > b ? row[index + 1] : b
      c = row[index + 2] > c ? row[index + 2] : c
      d = row[index + 3] > d ? row[index + 3] : d
      index += 4
    }
    while index < count {
      a = row[index] > a ? row[index] : a
      index += 1
    }
    return max(max(a, b), max(c, d))
  }
}
