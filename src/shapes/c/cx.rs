//! One function as the questions see it.

use super::File;
use crate::ir::{Callee, Cfg, Cond, Const, Function, Inst, Name, Operand, PlaceId, Rvalue, Terminator};
use crate::model::{FunctionModel, HandleAt, Models, Trait};
use crate::shapes::facts::Facts;
use crate::shapes::joined::at_entries;
use crate::shapes::loops::reaching;
use crate::shapes::walk::{At, effect};
use crate::source::{Location, Span};
use crate::typestate::{Confidence, Lapse, Observation, ObservationKind, PathStep, Shape, StepKind};
use std::borrow::Cow;
use std::cell::OnceCell;

/// How much of a call or test is shown.
const MAX_SHOWN: usize = 60;

/// Casts to a signed type: what is compared then is no longer unsigned.
const SIGNED: [&str; 6] = ["(int)", "(long)", "(ssize_t)", "(intptr_t)", "(int32_t)", "(INT_PTR)"];

/// A function in its file.
pub struct Cx<'a> {
    /// The file.
    pub file: &'a File<'a>,
    /// The function, with numbers in the place of names for them.
    pub function: Cow<'a, Function>,
    /// Its calls, in block order.
    pub calls: Vec<Call<'a>>,
    /// What is known where its blocks begin; looked for when it is first asked for.
    entries: OnceCell<Vec<Option<Facts>>>,
    cfg: OnceCell<Cfg>,
}

/// A call by name.
#[derive(Clone)]
pub struct Call<'a> {
    /// Where it is.
    pub at: At,
    /// The callee; a pointer that is named after a function counts as that.
    pub name: Name,
    /// Its model, if it has one and no body of the file is meant.
    pub model: Option<&'a FunctionModel>,
    /// Its arguments.
    pub args: &'a [Operand],
    /// Where its result goes.
    pub dest: Option<PlaceId>,
    /// Whether nobody looks at its result, and nothing says that this is on purpose.
    pub is_ignored: bool,
    /// The call expression.
    pub span: Span,
}

impl Call<'_> {
    /// The socket or descriptor that it is given by value.
    pub fn handle(&self) -> Option<PlaceId> {
        self.model?.handles.iter().find_map(|at| match at {
            HandleAt::Arg(arg) => self.place(*arg),
            HandleAt::Return | HandleAt::Pointee { .. } => None,
        })
    }

    /// The place given by value as argument `index`.
    pub fn place(&self, index: u8) -> Option<PlaceId> {
        match self.args.get(index as usize)? {
            Operand::Copy(place) => Some(*place),
            _ => None,
        }
    }
}

impl<'a> Cx<'a> {
    /// Finds the calls.
    pub fn new(file: &'a File<'a>, function: &'a Function) -> Cx<'a> {
        let mut calls = Vec::new();
        for block in function.block_ids() {
            for (inst, found) in function.block(block).insts.iter().enumerate() {
                let Inst::Call { dest, callee, args, flags, span } = found else { continue };
                let Some(name) = called(file, function, callee) else { continue };
                let has_body = file.summaries.contains_key(name.as_str());
                let model = file.models.function(name.as_str()).filter(|model| model.is_binding || !has_body);
                let is_ignored = flags.ignored && !flags.void_cast && !flags.has_consent;
                calls.push(Call { at: At { block, inst }, name, model, args, dest: *dest, is_ignored, span: *span });
            }
        }
        Cx { file, function: numbered(function, file.models), calls, entries: OnceCell::new(), cfg: OnceCell::new() }
    }

    /// The call at a place.
    pub fn call_at(&self, at: At) -> Option<&Call<'a>> {
        self.calls.binary_search_by_key(&at, |call| call.at).ok().map(|number| &self.calls[number])
    }

    /// Whether the function that is called, if the file has none of that name, has this in common with others.
    pub fn has_trait(&self, call: &Call, what: Trait) -> bool {
        let name = call.name.as_str();
        self.file.models.has_trait(name, what) && !self.file.summaries.contains_key(name)
    }

    /// The graph.
    pub fn cfg(&self) -> &Cfg {
        self.cfg.get_or_init(|| Cfg::new(&self.function))
    }

    /// Whether the call can come again.
    pub fn is_in_loop(&self, call: &Call) -> bool {
        reaching(self.cfg(), call.at.block)[call.at.block.0 as usize]
    }

    /// The text of `span` on one line, not too long.
    pub fn text(&self, span: Span) -> String {
        let text = self.file.source.text.get(span.range()).unwrap_or_default();
        let text = String::from_utf8_lossy(text).replace('`', "'");
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(MAX_SHOWN) {
            None => line,
            Some((at, _)) => format!("{}...", line[..at].trim_end()),
        }
    }

    /// Whether the text of a test, or the macro that it comes from, makes a signed number of what it compares.
    pub fn has_cast(&self, span: Span) -> bool {
        let has = |text: &str| {
            let text: String = text.split_whitespace().collect();
            SIGNED.iter().any(|cast| text.contains(cast))
        };
        self.texts(span).any(|text| has(&String::from_utf8_lossy(text)))
    }

    /// Whether a macro made what stands at `span`.
    pub fn is_expanded(&self, span: Span) -> bool {
        // A macro without parameters may be only the name that is called.
        let makes = |call: Span| call.contains(span) || call.start == span.start;
        self.function.expansions.iter().any(|expansion| makes(expansion.call))
    }

    /// Whether the test at `span` is an assertion: one that is too strict stops a program that nobody ships.
    pub fn is_asserted(&self, span: Span) -> bool {
        let is_assert = |name: &Name| name.as_str().to_ascii_lowercase().contains("assert");
        let expansions = &self.function.expansions;
        expansions.iter().any(|expansion| expansion.call.contains(span) && is_assert(&expansion.name))
    }

    /// Whether the text at `span` has `word` as a word of its own.
    pub fn says(&self, span: Span, word: &str) -> bool {
        let text = self.file.source.text.get(span.range()).unwrap_or_default();
        let text = String::from_utf8_lossy(text);
        text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|found| found == word)
    }

    /// What is surely known of constants where the instruction at `at` is come to.
    pub fn known_at(&self, at: At) -> Facts {
        let entries = self.entries.get_or_init(|| at_entries(&self.function));
        let Some(mut facts) = entries[at.block.0 as usize].clone() else { return Facts::default() };
        let before = &self.function.block(at.block).insts[..at.inst];
        before.iter().for_each(|inst| effect(&self.function, inst, &mut facts));
        facts
    }

    /// Whether a test asks in so many words for something equal or not.
    pub fn has_equality(&self, span: Span) -> bool {
        self.texts(span).any(|text| text.windows(2).any(|two| matches!(two, b"==" | b"!=")))
    }

    /// The text of a test, and of the macro that it comes from.
    fn texts(&self, span: Span) -> impl Iterator<Item = &[u8]> {
        let text = self.file.source.text.get(span.range()).unwrap_or_default();
        let expanded = self.function.expansions.iter().filter(move |expansion| expansion.call.contains(span));
        expanded.filter_map(|expansion| self.file.declared.macro_text(&expansion.name)).chain([text])
    }

    /// What the shape of the loop around `call` shows of `handle`, at `span`.
    pub fn shape(&self, shape: Shape, call: &Call, handle: String, span: Span) -> Observation {
        let kind = ObservationKind::Shape { shape, callee: call.name.clone() };
        self.observation(kind, span, handle)
    }

    /// An observation at `span` about `handle`.
    pub fn lapse(&self, lapse: Lapse, span: Span, handle: String, words: Words) -> Observation {
        let Words { because, instead, matters } = words;
        let kind = ObservationKind::Lapse { lapse, found: self.text(span), because, instead, matters, harm: None };
        self.observation(kind, span, handle)
    }

    fn observation(&self, kind: ObservationKind, span: Span, handle: String) -> Observation {
        let at = Location { file: self.function.file, span };
        Observation {
            kind,
            file: self.function.file,
            function: self.function.shown_name(),
            handle,
            acquired: None,
            peer_call: None,
            at,
            path: Vec::new(),
            confidence: Confidence::Likely,
            doubts: Vec::new(),
            at_process_end: false,
            depends_on_callers: false,
        }
    }

    /// A step of a path.
    pub fn step(&self, span: Span, kind: StepKind, text: String) -> PathStep {
        PathStep { at: Location { file: self.function.file, span }, kind, text }
    }
}

/// The function that is called: by name, or through a pointer such as `p_send`.
fn called(file: &File, function: &Function, callee: &Callee) -> Option<Name> {
    match callee {
        Callee::Named(name) => Some(name.clone()),
        Callee::Pointer(place) => {
            let name = function.places.name(*place)?.as_str();
            let short = name.strip_prefix("p_")?;
            file.models.function(short).map(|_| Name::new(short))
        }
    }
}

/// What is to be said of a lapse.
pub struct Words {
    /// Why it is wrong.
    pub because: String,
    /// What to do.
    pub instead: String,
    /// Whether it is more than a matter of care.
    pub matters: bool,
}

/// A lapse of which less comes than of others of its kind.
pub fn with_harm(mut seen: Observation, less: Option<&'static str>) -> Observation {
    if let ObservationKind::Lapse { harm, .. } = &mut seen.kind {
        *harm = less;
    }
    seen
}

/// The number that a constant stands for.
pub fn number(constant: &Const, models: &Models) -> Option<i64> {
    match constant {
        Const::Int(number) => Some(*number),
        Const::Sym(name) => models.number(name.as_str()),
        Const::Variant(_) | Const::Str | Const::Key | Const::Func(_) => None,
    }
}

/// The function with numbers in the place of named constants of which they are known.
fn numbered<'a>(function: &'a Function, models: &Models) -> Cow<'a, Function> {
    let is_known = |operand: &Operand| matches!(operand, Operand::Const(Const::Sym(name)) if models.number(name.as_str()).is_some());
    let in_inst = |inst: &Inst| match inst {
        Inst::Assign { value, .. } => value.operands().any(is_known),
        _ => false,
    };
    let in_end = |end: &Terminator| match end {
        Terminator::Branch { cond, .. } => is_known(&cond.lhs) || is_known(&cond.rhs),
        Terminator::Return { value: Some(value), .. } => is_known(value),
        _ => false,
    };
    if !function.blocks.iter().any(|block| block.insts.iter().any(in_inst) || in_end(&block.terminator)) {
        return Cow::Borrowed(function);
    }
    let mut function = function.clone();
    let put = |operand: &mut Operand| {
        if let Operand::Const(constant) = operand
            && let Some(number) = number(constant, models)
        {
            *operand = Operand::int(number);
        }
    };
    for block in &mut function.blocks {
        for inst in &mut block.insts {
            if let Inst::Assign { value, .. } = inst {
                match value {
                    Rvalue::Use(one) | Rvalue::Neg(one) => put(one),
                    Rvalue::Binary(_, one, two) => {
                        put(one);
                        put(two);
                    }
                    Rvalue::Zeroed | Rvalue::Unknown => {}
                }
            }
        }
        match &mut block.terminator {
            Terminator::Branch { cond: Cond { lhs, rhs, .. }, .. } => {
                put(lhs);
                put(rhs);
            }
            Terminator::Return { value: Some(value), .. } => put(value),
            _ => {}
        }
    }
    Cow::Owned(function)
}
