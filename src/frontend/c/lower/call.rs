//! Calls, and the few names whose calls are no calls.

use super::context::{Lowerer, field, parts};
use super::cpp::Target;
use super::scope::Binding;
use crate::frontend::c::syntax::Node;
use crate::ir::{CallFlags, Callee, Inst, Name, Operand, PlaceId, Rvalue, Terminator};

/// What has the value of its first argument: branch hints, and GLib's casts between numbers and pointers.
const HINTS: [&str; 12] = [
    "likely",
    "unlikely",
    "LIKELY",
    "UNLIKELY",
    "__builtin_expect",
    "__builtin_expect_with_probability",
    "__predict_true",
    "__predict_false",
    "GINT_TO_POINTER",
    "GUINT_TO_POINTER",
    "GPOINTER_TO_INT",
    "GPOINTER_TO_UINT",
];

/// Library functions that never return. Projects have functions of the last four names that do: a declaration wins.
const NORETURN: [&str; 18] = [
    "exit",
    "_exit",
    "_Exit",
    "abort",
    "quick_exit",
    "longjmp",
    "siglongjmp",
    "_longjmp",
    "pthread_exit",
    "thrd_exit",
    "__builtin_unreachable",
    "__builtin_trap",
    "ExitProcess",
    "ExitThread",
    "err",
    "errx",
    "verr",
    "verrx",
];

/// What stands before the name of a function in that of a pointer to it.
pub const POINTER_PREFIXES: [&str; 6] = ["p_", "f_", "_", "pfn", "lpfn", "fn"];

impl<'a> Lowerer<'a> {
    /// The name that `node` calls, unless that is a variable.
    pub(super) fn called_name(&self, node: Node<'a>) -> Option<&'a str> {
        let callee = self.strip(field(node, "function")?);
        let name = self.source(callee);
        let is_variable = matches!(self.scopes.lookup(name), Some(Binding::Local(_) | Binding::Reference(_)));
        (callee.kind() == "identifier" && !is_variable).then_some(name)
    }

    /// What such a call has the value of.
    pub(super) fn hinted(&self, node: Node<'a>) -> Option<Node<'a>> {
        // Asked for every call: look at the text before anything is resolved.
        let name = self.source(field(node, "function")?);
        if self.is_cpp()
            && let Some(value) = self.cpp_hinted(node)
        {
            return Some(value);
        }
        if !HINTS.contains(&name) || matches!(self.scopes.lookup(name), Some(Binding::Local(_) | Binding::Reference(_)))
        {
            return None;
        }
        parts(field(node, "arguments")?).first().copied()
    }

    /// A call whose result goes to `dest`.
    pub(super) fn call_into(&mut self, node: Node<'a>, dest: PlaceId) {
        if self.assertion(node) {
            let span = self.span(node);
            return self.assign(dest, Rvalue::Unknown, span);
        }
        if self.is_unevaluated(node) {
            let span = self.span(node);
            return self.assign(dest, Rvalue::Unknown, span);
        }
        self.call(node, Some(dest), CallFlags::default());
    }

    /// A call whose result nobody looks at.
    pub(super) fn call_ignored(&mut self, node: Node<'a>, is_void: bool) {
        if !self.assertion(node) && !self.is_unevaluated(node) {
            self.call(node, None, CallFlags { ignored: true, void_cast: is_void, ..CallFlags::default() });
        }
    }

    fn is_unevaluated(&self, node: Node<'a>) -> bool {
        matches!(self.called_name(node), Some("__builtin_constant_p" | "__builtin_types_compatible_p" | "va_arg"))
            || self.called_name(node) == Some("__builtin_va_arg")
    }

    fn call(&mut self, node: Node<'a>, dest: Option<PlaceId>, mut flags: CallFlags) {
        let Target { mut callee, object, references } = match self.cpp_target(node) {
            Some(target) => target,
            None => {
                let callee = self.callee(node);
                Target::plain(self.named_after(&callee, node).unwrap_or(callee))
            }
        };
        let mut args = field(node, "arguments").map(parts).unwrap_or_default();
        if let Some(name) = self.system_call(&callee, &args) {
            callee = Callee::Named(name);
            args.remove(0);
        }
        flags.compares_in_last_arg = args.last().is_some_and(|last| self.is_sizeof_comparison(*last));
        flags.has_comment = self.has_comment();
        flags.has_consent = flags.ignored && self.has_consent();
        flags.is_caught = self.is_caught();
        let mut operands: Vec<Operand> = object.into_iter().collect();
        let outer = std::mem::replace(&mut self.is_argument, true);
        for (at, arg) in args.into_iter().filter(|arg| !arg.is_error()).enumerate() {
            let is_reference = references.get(at).copied().unwrap_or(false);
            operands.push(if is_reference { self.reference_to(arg) } else { self.argument(arg) });
        }
        self.is_argument = outer;
        let span = self.span(node);
        let ends = matches!(&callee, Callee::Named(name) if self.is_noreturn(name.as_str()));
        self.calls += 1;
        self.builder.push(Inst::Call { dest, callee, args: operands, flags, span });
        if ends {
            self.builder.end(Terminator::Diverge { span });
        }
    }

    /// The function of a library that a pointer is named after: `p_connect(s, a, n)`, `so._connect(s, a, n)`.
    fn named_after(&mut self, callee: &Callee, node: Node<'a>) -> Option<Callee> {
        let name = match callee {
            Callee::Named(name) if self.env.functions.contains_key(name) => return None,
            Callee::Named(name) => name.clone(),
            Callee::Pointer(place) => {
                let function = self.builder.function();
                let local = || function.places.root_local(*place).map(|local| function.local(local).name.clone());
                function.places.name(*place).cloned().or_else(local)?
            }
        };
        let n = field(node, "arguments").map(parts).unwrap_or_default().len();
        let is_member = matches!(callee, Callee::Pointer(_));
        let prefixes = POINTER_PREFIXES.iter().filter(|prefix| is_member || **prefix != "_");
        let mut known = prefixes.filter_map(|prefix| name.as_str().strip_prefix(prefix));
        let found = known.find(|short| self.env.pointed_at.get(*short) == Some(&n));
        let found = found.or_else(|| self.extension(name.as_str(), n).filter(|_| is_member))?;
        Some(Callee::Named(Name::new(found)))
    }

    /// The function of Winsock that only pointers lead to, which are named after it in many ways: `func_acceptex`.
    fn extension(&self, name: &str, n: usize) -> Option<&str> {
        let last = name.rsplit('_').next()?;
        let is_it = |known: &str| known.ends_with("Ex") && known.eq_ignore_ascii_case(last);
        let found = self.env.pointed_at.iter().find(|(known, count)| **count == n && is_it(known));
        found.map(|(known, _)| known.as_str())
    }

    /// `syscall(SYS_close, fd)` calls `close(fd)`.
    fn system_call(&self, callee: &Callee, args: &[Node<'a>]) -> Option<Name> {
        let number = self.source(*args.first().filter(|_| *callee == Callee::Named("syscall".into()))?);
        let name = number.strip_prefix("SYS_").or_else(|| number.strip_prefix("__NR_"))?;
        Some(Name::new(name))
    }

    fn argument(&mut self, node: Node<'a>) -> Operand {
        // Its outcome is a constant, so that it would only add a branch that is none.
        if self.is_sizeof_comparison(node) { Operand::Unknown } else { self.value(node) }
    }

    fn is_sizeof_comparison(&self, node: Node<'a>) -> bool {
        let node = self.strip(node);
        node.kind() == "binary_expression"
            && self.is_logical(node)
            && !self.is_short_circuit(node)
            && field(node, "left").is_some_and(|left| self.strip(left).kind() == "sizeof_expression")
    }

    fn callee(&mut self, node: Node<'a>) -> Callee {
        if let Some(name) = self.called_name(node) {
            return Callee::Named(Name::new(name));
        }
        let Some(mut callee) = field(node, "function").map(|callee| self.strip(callee)) else {
            let span = self.span(node);
            return Callee::Pointer(self.builder.temp(span));
        };
        // `(*f)(x)`, `(**f)(x)` and `f(x)` call the same function.
        while callee.kind() == "pointer_expression"
            && let Some(inner) = field(callee, "argument")
        {
            callee = self.strip(inner);
        }
        if callee.kind() == "identifier"
            && let Some(crate::ir::Const::Func(name)) = self.named_constant(self.source(callee))
        {
            return Callee::Named(name);
        }
        Callee::Pointer(self.place(callee))
    }

    fn is_noreturn(&self, name: &str) -> bool {
        let is_often_redefined = name.trim_start_matches('v').starts_with("err");
        self.env.noreturn.contains(name)
            || NORETURN.contains(&name) && !(is_often_redefined && self.env.functions.contains_key(name))
    }
}
