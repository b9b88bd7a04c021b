import Testing

@Suite struct CommentTests {
  @Test func trailingCommentsFollowTwoSpaces() {
    #expect(formatBody("y=F()# c \n\tz=F()//d") == "  y = F ()  # c \n  z = F ()  //d")
  }

  @Test func ownLinesTakeTheIndentationOfWhatTheyStandIn() {
    #expect(
      format("# 0\ng()=>()<\n# 1\nfloat a\n# 1\n>{\n# 1\n}\n   # 0") == """
        # 0
        g () => () <
          # 1
          float a
          # 1
        > {
          # 1
        }
        # 0

        """)
  }

  @Test func aCommentInANodeIndentsTheRestTwice() {
    #expect(
      formatBody("y = # c\n F\n# own\n\n(x,#d\nz)") == """
          y =  # c
              F
              # own
              (x,  #d
              z)
        """)
  }

  @Test func aCommentInAHeaderStaysThere() {
    #expect(format("< # c\n>g()=>(){}") == "<  # c\n>\ng () => () {\n}\n")
    #expect(
      format("<ir_version:1,# c\n# own\nproducer_name:\"\"# d\n>g()=>(){}")
        == "<\n  ir_version: 1,  # c\n  # own\n  producer_name: \"\"  # d\n>\ng () => () {\n}\n")
  }

  @Test func commentsBeforeNotesStandWithThem() {
    #expect(formatBody("y=F()# c\n# own\n@doc \"d\"") == "  y = F ()  # c\n    # own\n    @doc \"d\"")
  }

  @Test func blankLinesAreSingleAndNotAtTheStartOfABlock() {
    #expect(formatBody("\n\ny=F()\n\n\n# c\n\n\nz=F()\n\n") == "  y = F ()\n\n  # c\n\n  z = F ()")
    #expect(format("\n\n# c\n\n\n# d\n\n\n") == "# c\n\n# d\n")
  }

  @Test func aFileCanBeNothingButComments() {
    #expect(format("# a\n   // b") == "# a\n// b\n")
  }
}
