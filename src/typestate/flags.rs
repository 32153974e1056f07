//! Named constants among flags, as in `MSG_PEEK | MSG_DONTWAIT`.

use super::context::FunctionCx;
use crate::ir::{BinOp, Const, Inst, LocalKind, Operand, PlaceId, Rvalue, Step};

/// So many `|` are looked through.
const DEPTH: usize = 6;

impl FunctionCx<'_> {
    /// Whether the operand is a named constant with the mark `mark`, or may be one together with others.
    pub fn has_mark(&self, operand: &Operand, mark: &str) -> bool {
        self.has_mark_within(operand, mark, DEPTH)
    }

    fn has_mark_within(&self, operand: &Operand, mark: &str, depth: usize) -> bool {
        match operand {
            Operand::Const(Const::Sym(name)) => self.models.is_marked(name.as_str(), mark),
            Operand::Copy(place) if depth > 0 && self.is_own_variable(*place) => self.function.insts().any(|inst| {
                let Inst::Assign { dest, value, .. } = inst else { return false };
                dest == place && parts(value).iter().flatten().any(|part| self.has_mark_within(part, mark, depth - 1))
            }),
            Operand::Copy(_) | Operand::AddrOf(_) | Operand::Const(_) | Operand::Unknown => false,
        }
    }

    /// Whether the operand is a named constant with the mark `mark`, alone or among others, or nobody knows what it is.
    pub fn may_have_mark(&self, operand: &Operand, mark: &str) -> bool {
        self.may_have_mark_within(operand, mark, DEPTH)
    }

    fn may_have_mark_within(&self, operand: &Operand, mark: &str, depth: usize) -> bool {
        match operand {
            Operand::Const(Const::Int(number)) => *number != 0,
            Operand::Const(Const::Sym(name)) => {
                self.models.is_marked(name.as_str(), mark) || !self.models.has_mark(name.as_str())
            }
            Operand::Copy(place) if depth > 0 && self.is_own_variable(*place) => self.function.insts().any(|inst| {
                let may_be = |part: &&Operand| self.may_have_mark_within(part, mark, depth - 1);
                match inst {
                    Inst::Assign { dest, value: value @ (Rvalue::Use(_) | Rvalue::Binary(BinOp::Or, ..)), .. } => {
                        dest == place && parts(value).into_iter().flatten().any(|part| may_be(&part))
                    }
                    Inst::Assign { dest, .. } | Inst::Call { dest: Some(dest), .. } => dest == place,
                    _ => false,
                }
            }),
            Operand::Copy(_) | Operand::AddrOf(_) | Operand::Const(_) | Operand::Unknown => true,
        }
    }

    fn is_own_variable(&self, place: PlaceId) -> bool {
        match self.places.get(place).step {
            Step::Local(local) => matches!(self.function.local(local).kind, LocalKind::Auto | LocalKind::Temp),
            Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
        }
    }
}

/// What a value is put together from.
fn parts(value: &Rvalue) -> [Option<&Operand>; 2] {
    match value {
        Rvalue::Use(one) => [Some(one), None],
        Rvalue::Binary(BinOp::Or | BinOp::Add, a, b) => [Some(a), Some(b)],
        Rvalue::Binary(..) | Rvalue::Neg(_) | Rvalue::Zeroed | Rvalue::Unknown => [None, None],
    }
}
