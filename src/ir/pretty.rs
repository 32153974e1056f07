//! The text form of a function, for `sockleak dump` and snapshots.

use super::{
    BinOp, Callee, CmpOp, Cond, Const, Elem, Function, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator,
};
use std::fmt::{self, Display, Write};

/// The whole function as text, one instruction a line.
pub fn pretty(function: &Function) -> String {
    let mut out = String::new();
    let params: Vec<String> = function.params.iter().map(|&id| function.local(id).name.to_string()).collect();
    let head = if function.is_static { "static fn" } else { "fn" };
    let _ = writeln!(out, "{head} {}({})", function.name, params.join(", "));
    for local in &function.locals {
        if local.kind == LocalKind::Static {
            let _ = writeln!(out, "  static {}", local.name);
        }
    }
    for (at, block) in function.blocks.iter().enumerate() {
        let _ = writeln!(out, "bb{at}:");
        for inst in &block.insts {
            let _ = writeln!(out, "  {}", function.show_inst(inst));
        }
        let _ = writeln!(out, "  {}", function.show_terminator(&block.terminator));
    }
    out
}

impl Function {
    /// The place as C would spell it: `c->fd`, `*out`, `fds[]`.
    pub fn show_place(&self, place: PlaceId) -> String {
        let node = self.places.get(place);
        let parent = || node.parent.map_or(String::new(), |parent| self.show_place(parent));
        match &node.step {
            Step::Local(local) => self.local(*local).name.to_string(),
            Step::Global(name) => name.to_string(),
            Step::Field(field) => self.show_field(node.parent, field.as_str()),
            Step::Elem(Elem::At(0)) if self.is_array(node.parent) => format!("{}[0]", parent()),
            Step::Elem(Elem::At(0)) => format!("*{}", parent()),
            Step::Elem(Elem::At(at)) => format!("{}[{at}]", parent()),
            Step::Elem(Elem::Any) => format!("{}[]", parent()),
            Step::Derived(what) => format!("({} {what})", parent()),
        }
    }

    fn show_field(&self, object: Option<PlaceId>, field: &str) -> String {
        let Some(object) = object else { return field.to_owned() };
        let node = self.places.get(object);
        match (&node.step, node.parent) {
            (Step::Elem(Elem::At(0)), Some(pointer)) if !self.is_array(node.parent) => {
                format!("{}->{field}", self.show_place(pointer))
            }
            _ => format!("{}.{field}", self.show_place(object)),
        }
    }

    fn is_array(&self, place: Option<PlaceId>) -> bool {
        match place.map(|place| &self.places.get(place).step) {
            Some(Step::Local(local)) => self.local(*local).ty.is_array,
            _ => false,
        }
    }

    /// An operand as text.
    pub fn show_operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Copy(place) => self.show_place(*place),
            Operand::AddrOf(place) => format!("&{}", self.show_place(*place)),
            Operand::Const(constant) => constant.to_string(),
            Operand::Unknown => "?".to_owned(),
        }
    }

    /// A condition as text.
    pub fn show_cond(&self, cond: &Cond) -> String {
        format!("{} {} {}", self.show_operand(&cond.lhs), cond.op, self.show_operand(&cond.rhs))
    }

    fn show_operands(&self, operands: &[Operand]) -> String {
        operands.iter().map(|operand| self.show_operand(operand)).collect::<Vec<_>>().join(", ")
    }

    /// One instruction as text.
    pub fn show_inst(&self, inst: &Inst) -> String {
        match inst {
            Inst::Assign { dest, value, .. } => format!("{} = {}", self.show_place(*dest), self.show_rvalue(value)),
            Inst::Call { dest, callee, args, flags, .. } => {
                let dest = dest.map_or(String::new(), |dest| format!("{} = ", self.show_place(dest)));
                let callee = match callee {
                    Callee::Named(name) => name.to_string(),
                    Callee::Pointer(place) => format!("({})", self.show_place(*place)),
                };
                let mut marks = String::new();
                for (is_set, mark) in [
                    (flags.ignored, " ignored"),
                    (flags.void_cast, " void"),
                    (flags.has_comment, " comment"),
                    (flags.has_consent, " consent"),
                    (flags.compares_in_last_arg, " compares-in-last-arg"),
                ] {
                    marks.push_str(if is_set { mark } else { "" });
                }
                format!("{dest}call {callee}({}){marks}", self.show_operands(args))
            }
            Inst::Commented { callee, args, .. } => {
                let args: Vec<_> = args.iter().map(|&place| self.show_place(place)).collect();
                format!("commented {callee}({})", args.join(", "))
            }
            Inst::Opaque { uses, .. } => {
                let uses: Vec<_> = uses.iter().map(|&place| self.show_place(place)).collect();
                format!("opaque uses {}", uses.join(", "))
            }
            Inst::ScopeEnd { locals, .. } => {
                let names: Vec<_> = locals.iter().map(|&id| self.local(id).name.to_string()).collect();
                format!("scope end {}", names.join(", "))
            }
        }
    }

    fn show_rvalue(&self, value: &Rvalue) -> String {
        match value {
            Rvalue::Use(operand) => self.show_operand(operand),
            Rvalue::Neg(operand) => format!("-{}", self.show_operand(operand)),
            Rvalue::Binary(op, a, b) => format!("{} {op} {}", self.show_operand(a), self.show_operand(b)),
            Rvalue::Zeroed => "{0}".to_owned(),
            Rvalue::Unknown => "?".to_owned(),
        }
    }

    /// A terminator as text.
    pub fn show_terminator(&self, terminator: &Terminator) -> String {
        match terminator {
            Terminator::Goto { target, .. } => format!("goto bb{}", target.0),
            Terminator::Branch { cond, then, otherwise, .. } => {
                format!("branch {} ? bb{} : bb{}", self.show_cond(cond), then.0, otherwise.0)
            }
            Terminator::Switch { value, cases, default, .. } => {
                let cases: Vec<_> = cases.iter().map(|(constant, to)| format!("{constant} => bb{}", to.0)).collect();
                format!("switch {} {{{}, else bb{}}}", self.show_operand(value), cases.join(", "), default.0)
            }
            Terminator::Return { value: Some(value), .. } => format!("return {}", self.show_operand(value)),
            Terminator::Return { value: None, .. } => "return".to_owned(),
            Terminator::Throw { .. } => "throw".to_owned(),
            Terminator::Diverge { .. } => "diverge".to_owned(),
        }
    }
}

impl Display for Const {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Const::Int(value) => write!(f, "{value}"),
            Const::Sym(name) | Const::Variant(name) => write!(f, "{name}"),
            Const::Str | Const::Key => f.write_str("\"...\""),
            Const::Func(name) => write!(f, "fn {name}"),
        }
    }
}

impl Display for CmpOp {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            CmpOp::Eq => "==",
            CmpOp::Ne => "!=",
            CmpOp::Lt => "<",
            CmpOp::Le => "<=",
            CmpOp::Gt => ">",
            CmpOp::Ge => ">=",
        })
    }
}

impl Display for BinOp {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::And => "&",
            BinOp::Or => "|",
            BinOp::Other => "op",
        })
    }
}
