"""Products of matrices, whole, quantised, and by an equation."""

from __future__ import annotations

from ..draw import Draw, Parts, Shape, Unsuitable
from ..kinds import is_float, is_integer


def factor_shapes(draw: Draw) -> tuple[Shape, Shape]:
    """Two shapes that `matmul` takes, with broadcasting in front and vectors on either side."""
    rows, inner, columns = (draw.integer(0 if draw.chance(0.03) else 1, draw.pick([3, 9, 40])) for _ in range(3))
    lead = draw.shape(0, 2, size=3)
    first, second = draw.broadcast_pair(lead)
    left = (inner,) if draw.chance(0.1) else (*first, rows, inner)
    right = (inner,) if draw.chance(0.1) else (*second, inner, columns)
    return left, right


def product(draw: Draw) -> Parts:
    first, second = factor_shapes(draw)
    return Parts([draw.tensor("T", first, -3, 3), draw.tensor("T", second, -3, 3)])


def integer_product(draw: Draw) -> Parts:
    first, second = factor_shapes(draw)
    inputs = [draw.tensor("T1", first, -128, 255), draw.tensor("T2", second, -128, 255)]
    zeros = [None, None]
    if draw.chance():
        zeros = [draw.tensor("T1", (), -5, 200), draw.tensor("T2", (), -5, 200)]
        if draw.chance(0.4) and len(second) == 2 and len(first) >= 2:
            zeros[1] = draw.tensor("T2", (second[-1],), -5, 200)
    return Parts([*inputs, *zeros])


def quantized_product(draw: Draw) -> Parts:
    first, second = factor_shapes(draw)
    scale = "TS" if draw.version >= 21 else "float"
    if is_float(draw.element("T1")) != is_float(draw.element("T3")):
        raise Unsuitable("integers with floats")
    inputs = []
    for parameter, shape in (("T1", first), ("T2", second)):
        inputs += [draw.tensor(parameter, shape, -128, 255), draw.tensor(scale, (), 0.01, 0.05)]
        inputs.append(draw.tensor(parameter, (), 0, 100))
    return Parts([*inputs, draw.tensor(scale, (), 0.5, 2), draw.tensor("T3", (), 0, 100)])


def general_product(draw: Draw) -> Parts:
    rows, inner, columns = (draw.integer(0 if draw.chance(0.03) else 1, draw.pick([3, 9, 40])) for _ in range(3))
    given = draw.attributes(
        transA=draw.integer(0, 1), transB=draw.integer(0, 1), alpha=draw.number(-2, 2), beta=draw.number(-2, 2)
    )
    if is_integer(draw.element("T")):
        # Nothing says how fractions of integers are rounded.
        given |= {key: float(draw.integer(0, 3)) for key in ("alpha", "beta") if key in given}
    first = (inner, rows) if given.get("transA") else (rows, inner)
    second = (columns, inner) if given.get("transB") else (inner, columns)
    if draw.version < 7:
        third = (rows, columns)
        if draw.chance():
            given["broadcast"] = 1
            third = draw.pick([(columns,), (1, columns), (rows, columns)])
    else:
        third = draw.pick([(), (columns,), (1, columns), (rows, 1), (rows, columns), (1, 1)])
    inputs = [draw.tensor("T", first, -3, 3), draw.tensor("T", second, -3, 3)]
    if draw.version < 11 or draw.chance(0.7):
        inputs.append(draw.tensor("T", third, -3, 3))
    return Parts(inputs, given)


EQUATIONS = """ij,jk->ik ij,jk bij,bjk->bik ij->ji ii->i ii ij->i ij-> i,j->ij i,i-> bhid,bhjd->bhij ...ij,...jk->...ik
ij,ij->ij ...i->... ijk,il,jm,kn->lmn i...->... bi,bj,bk->bijk ij,kj->ik abc->cab ...ii->...i i,i,i->i""".split()


def by_equation(draw: Draw) -> Parts:
    equation = draw.pick(EQUATIONS)
    sizes = {letter: draw.integer(1, 4) for letter in "abcdefghijklmnop"}
    lead = draw.shape(0, 2, zero=0, size=3)
    inputs = []
    for term in equation.split("->")[0].split(","):
        shape: list[int] = []
        for part in term.replace("...", "*"):
            shape += lead if part == "*" else [sizes[part]]
        inputs.append(draw.tensor("T", tuple(shape), -3, 3))
    if draw.chance(0.2):
        equation = equation.replace(",", " , ").replace("->", " -> ")
    return Parts(inputs, {"equation": equation})


RECIPES = {
    "MatMul": product,
    "MatMulInteger": integer_product,
    "QLinearMatMul": quantized_product,
    "Gemm": general_product,
    "Einsum": by_equation,
}
