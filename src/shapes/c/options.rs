//! Options set with a value, a length or a level that is not theirs, and options that open a server's address to others.

use super::cx::{Call, Cx, Words, with_harm};
use super::families::mismatch;
use crate::frontend::World;
use crate::ir::{Const, Operand, PlaceId, Step, Ty};
use crate::model::OptionModel;
use crate::shapes::flow::copies;
use crate::source::Span;
use crate::typestate::{Lapse, Observation, ObservationKind, StepKind};

/// The arguments of `setsockopt`.
pub(super) const LEVEL: usize = 1;
const NAME: usize = 2;
const VALUE: usize = 3;
const LENGTH: usize = 4;

/// Types whose values have fewer bytes than an `int`.
const SHORT: [&str; 9] =
    ["char", "unsigned char", "signed char", "uint8_t", "u_char", "bool", "_Bool", "short", "BYTE"];

/// Integers and other types that are no structure of a socket option.
const INTEGERS: [&str; 14] = [
    "int",
    "unsigned",
    "unsigned int",
    "long",
    "unsigned long",
    "DWORD",
    "BOOL",
    "int32_t",
    "uint32_t",
    "size_t",
    "socklen_t",
    "ULONG",
    "time_t",
    "long long",
];

/// Types whose values are as wide as an address wherever they exist.
const WIDE: [&str; 10] = [
    "SOCKET",
    "HANDLE",
    "intptr_t",
    "uintptr_t",
    "INT_PTR",
    "UINT_PTR",
    "LONG_PTR",
    "ULONG_PTR",
    "DWORD_PTR",
    "size_t",
];

/// What comes of a length that is too long for an `int`.
const TOO_LONG: &str = "on Linux and the BSDs the option is set nevertheless, as they read only what it needs; elsewhere the \
                        call may fail";

/// What comes of a value that is too short for other systems.
const FOR_LINUX: &str =
    "Linux takes a single byte as well; the BSDs and macOS refuse it, and the option is not set there";

/// One observation for each call that sets an option wrongly.
pub fn mistaken(cx: &Cx) -> Vec<Observation> {
    if matches!(cx.file.declared.world, World::Other(_)) {
        return Vec::new();
    }
    setters(cx).filter_map(|call| mistake(cx, call)).collect()
}

/// The same of calls that the world for Windows leaves out though Windows may have them: values that are right only here.
pub fn mistaken_on_windows(cx: &Cx) -> Vec<Observation> {
    let declared = cx.file.declared;
    if declared.world == World::Windows {
        return Vec::new();
    }
    let mistake = |call: &Call| {
        let option = cx.file.models.option(symbol(call, NAME)?).filter(|option| option.windows != option.posix)?;
        let texts = arguments(cx, call.span).filter(|texts| texts.len() == 5)?;
        let variable = cx.function.places.root_local(call.args[VALUE].place()?)?;
        let is_there = |at: Span| declared.is_by_feature(at.start);
        if !declared.may_be_on_windows(call.span.start) || !is_there(cx.function.local(variable).span) {
            return None;
        }
        let (because, instead) = wrong_value(cx, call, option, &texts, true)?;
        Some(lapse(cx, call, (format!("{because}, where this arm is chosen there"), instead)))
    };
    setters(cx).filter_map(mistake).collect()
}

/// The calls that set options.
fn setters<'c>(cx: &'c Cx) -> impl Iterator<Item = &'c Call<'c>> {
    let sets = |call: &&Call| call.model.is_some_and(|model| model.option == Some(2)) && call.args.len() == 5;
    cx.calls.iter().filter(sets)
}

fn lapse(cx: &Cx, call: &Call, (because, instead): (String, String)) -> Observation {
    let handle = call.place(0).map_or("the socket".to_owned(), |place| cx.function.show_place(place));
    cx.lapse(Lapse::OptionType, call.span, handle, Words { because, instead, matters: true })
}

/// The name of the constant that an argument is.
pub(super) fn symbol<'c>(call: &'c Call, arg: usize) -> Option<&'c str> {
    match call.args.get(arg)? {
        Operand::Const(Const::Sym(name)) => Some(name.as_str()),
        _ => None,
    }
}

fn mistake(cx: &Cx, call: &Call) -> Option<Observation> {
    let name = symbol(call, NAME)?;
    let option = cx.file.models.option(name);
    let texts = arguments(cx, call.span).filter(|texts| texts.len() == 5);
    // A level that a macro stands for is chosen by an arm of `#if`.
    let is_plain = |texts: &Vec<String>| Some(texts[LEVEL].as_str()) == symbol(call, LEVEL) && texts[NAME] == name;
    let level =
        option.filter(|_| texts.as_ref().is_some_and(is_plain)).and_then(|option| wrong_level(call, name, option));
    let found = level
        .or_else(|| mismatch(cx, call, name))
        .or_else(|| number_for_address(cx, call, name, texts.as_ref()?))
        .map(|found| (found, None))
        .or_else(|| Some((wrong_length(cx, call, name, texts.as_ref()?)?, harm_of_length(cx, call, option))))
        .or_else(|| Some((length_of_another(cx, call, option?, texts.as_ref()?)?, None)))
        .or_else(|| Some((wrong_value(cx, call, option?, texts.as_ref()?, cx.is_windows())?, None)));
    match found {
        Some((words, harm)) => Some(with_harm(lapse(cx, call, words), harm)),
        None => byte_for_linux(cx, call, option?, texts.as_ref()?),
    }
}

/// An option of one protocol at the level of another.
fn wrong_level(call: &Call, name: &str, option: &OptionModel) -> Option<(String, String)> {
    let level = symbol(call, LEVEL)?;
    let is_level = level.starts_with("SOL_") || level.starts_with("IPPROTO_");
    if !is_level || option.levels.iter().any(|known| known == level) {
        return None;
    }
    let right = &option.levels.first()?;
    let because = format!("`{name}` is an option of `{right}`, and at `{level}` its number means another one or none");
    Some((because, format!("set it at the level `{right}`")))
}

/// The size of an address in the place of that of the value.
fn wrong_length(cx: &Cx, call: &Call, name: &str, texts: &[String]) -> Option<(String, String)> {
    let inner = sized(&texts[LENGTH])?;
    if is_wide(cx, call, name) {
        return None;
    }
    let value = texts[VALUE].as_str();
    let of = |what: &str| format!("`{name}` gets the size of {what} in the place of that of its value");
    if inner.starts_with('&') {
        return Some((of("an address"), format!("write `sizeof({})`", inner.trim_start_matches('&'))));
    }
    let is_pointer =
        local(cx, inner).and_then(|place| cx.type_of(place)).is_some_and(|ty| ty.pointers == 1 && !ty.is_array);
    let is_given = value == inner || value.ends_with(&format!("){inner}"));
    (is_pointer && is_given).then(|| (of("a pointer"), format!("write `sizeof(*{inner})`")))
}

/// The size of one structure for a value that is another one, and the right one.
fn length_of_another(cx: &Cx, call: &Call, option: &OptionModel, texts: &[String]) -> Option<(String, String)> {
    let (name, place) = (symbol(call, NAME)?, value(call)?);
    let base = |ty: Ty| (!ty.is_pointer()).then(|| ty.base.to_string());
    let (inner, right) = (sized(&texts[LENGTH])?, base(cx.type_of(place)?)?);
    let given = match cx.function.locals.iter().find(|local| local.name.as_str() == inner) {
        Some(local) => base(cx.file.declared.resolve(&local.ty))?,
        None => inner.to_owned(),
    };
    let is_structure = |ty: &str| ty.starts_with("struct ");
    let is_wanted = is_structure(&right) && (right == option.posix || right == option.windows);
    if !is_wanted || !is_structure(&given) || given == right || inner == cx.function.show_place(place) {
        return None;
    }
    let because = format!("`{name}` gets a `{right}` with the size of a `{given}`");
    Some((because, format!("write `sizeof({})`", cx.function.show_place(place))))
}

/// Whether the value is as wide as an address anyway: by the option, or by its own type.
fn is_wide(cx: &Cx, call: &Call, name: &str) -> bool {
    let option = cx.file.models.option(name).map(|option| option.windows.as_str());
    let is_handle = option.is_some_and(|wanted| cx.is_windows() && WIDE.contains(&wanted));
    let is_of_type = |ty: Ty| ty.is_pointer() && !ty.is_array || WIDE.contains(&ty.base.as_str());
    is_handle || value(call).and_then(|place| cx.type_of(place)).is_some_and(is_of_type)
}

/// What comes of a length that is that of an address, where the value is an `int`.
fn harm_of_length(cx: &Cx, call: &Call, option: Option<&OptionModel>) -> Option<&'static str> {
    let is_posix = !cx.is_winsock() && option.is_some_and(|option| option.posix == "int");
    let is_short = value(call).and_then(|place| cx.type_of(place)).is_some_and(|ty| is_short(&ty));
    (is_posix && !is_short).then_some(TOO_LONG)
}

/// The variable whose address is given.
fn value(call: &Call) -> Option<PlaceId> {
    match call.args[VALUE] {
        Operand::AddrOf(place) => Some(place),
        _ => None,
    }
}

/// A number where the address of a variable belongs: `sizeof` beside it names the variable.
fn number_for_address(cx: &Cx, call: &Call, name: &str, texts: &[String]) -> Option<(String, String)> {
    let Operand::Copy(place) = call.args[VALUE] else { return None };
    let shown = cx.function.show_place(place);
    let ty = cx.type_of(place).filter(|ty| !ty.is_pointer() && INTEGERS.contains(&ty.base.as_str()))?;
    let is_named = sized(&texts[LENGTH])? == shown && texts[VALUE] == shown;
    let because = format!("`{name}` gets the number in `{shown}` ({}) as an address", ty.base);
    is_named.then(|| (because, format!("write `&{shown}`")))
}

/// A value of another type than the option's.
fn wrong_value(
    cx: &Cx,
    call: &Call,
    option: &OptionModel,
    texts: &[String],
    is_windows: bool,
) -> Option<(String, String)> {
    let (name, ty) = (symbol(call, NAME)?, said_type(cx, call, texts)?);
    let wanted = if is_windows { &option.windows } else { &option.posix };
    // Winsock's headers may come from others, which do not tell for which system the file is.
    if !is_windows && cx.is_winsock() {
        return None;
    }
    let base = ty.base.as_str();
    let is_wrong = match wanted.as_str() {
        "int" if is_windows => base.starts_with("struct "),
        "int" => base.starts_with("struct ") || !option.is_byte && !option.is_byte_on_linux && is_short(&ty),
        wanted => base.starts_with("struct ") && base != wanted || INTEGERS.contains(&base) || is_short(&ty),
    };
    if !is_wrong {
        return None;
    }
    let system = if is_windows { "Windows" } else { "POSIX" };
    let unit = if option.is_duration && is_windows { ", which counts milliseconds," } else { "" };
    let wanted = if is_windows && wanted == "int" { "DWORD" } else { wanted };
    let because = format!("on {system} `{name}` takes a `{wanted}`{unit} and gets a `{base}`");
    Some((because, format!("give it a `{wanted}`")))
}

/// The type of the value, if the length says the same: what is behind a cast may be one of several things.
fn said_type(cx: &Cx, call: &Call, texts: &[String]) -> Option<Ty> {
    let (inner, place) = (sized(&texts[LENGTH])?, value(call)?);
    let ty = cx.type_of(place).filter(|ty| !ty.is_pointer())?;
    let is_named = || match cx.function.places.get(place).step {
        Step::Local(local) => cx.function.local(local).ty.base.as_str() == inner,
        _ => false,
    };
    (inner == cx.function.show_place(place) || inner == ty.base.as_str() || is_named()).then_some(ty)
}

/// A value of one byte, where other systems than Linux want more.
fn byte_for_linux(cx: &Cx, call: &Call, option: &OptionModel, texts: &[String]) -> Option<Observation> {
    let (name, ty) = (symbol(call, NAME)?, said_type(cx, call, texts)?);
    if !option.is_byte_on_linux || !is_short(&ty) || cx.is_winsock() {
        return None;
    }
    let because = format!("`{name}` takes an `int` and gets a `{}`", ty.base);
    let mut seen = with_harm(lapse(cx, call, (because, "give it an `int`".to_owned())), Some(FOR_LINUX));
    if let ObservationKind::Lapse { matters, .. } = &mut seen.kind {
        *matters = false;
    }
    Some(seen)
}

fn is_short(ty: &Ty) -> bool {
    SHORT.contains(&ty.base.as_str())
}

/// What `sizeof` is asked of, if a text is nothing else.
fn sized(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("sizeof")?;
    let rest = match rest.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')')?,
        None => rest.strip_prefix(' ').unwrap_or(rest),
    };
    (!rest.contains(['(', ')']) && !rest.is_empty()).then(|| rest.trim())
}

/// The variable of this name.
fn local(cx: &Cx, name: &str) -> Option<PlaceId> {
    let locals = (0..cx.function.places.len() as u32).map(PlaceId);
    locals
        .into_iter()
        .find(|place| cx.function.places.get(*place).parent.is_none() && cx.function.show_place(*place) == name)
}

/// The texts of the arguments of a call, each with single blanks where it needs them; `None` for what a macro made.
fn arguments(cx: &Cx, span: Span) -> Option<Vec<String>> {
    let is_expanded = cx.function.expansions.iter().any(|expansion| expansion.call.contains(span));
    let text = cx.file.source.text.get(span.range()).filter(|_| !is_expanded)?;
    let text = String::from_utf8_lossy(text);
    let open = text.find('(')?;
    let inner = text[open + 1..].strip_suffix(')')?;
    if inner.contains(['#', '"', '\'']) || inner.contains("/*") || inner.contains("//") {
        return None;
    }
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inner.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            _ => parts.last_mut()?.push(c),
        }
    }
    Some(parts.iter().map(|part| tight(part)).collect())
}

/// Blanks stay between words only.
fn tight(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::new();
    for part in text.split_whitespace() {
        if out.chars().last().is_some_and(is_word) && part.chars().next().is_some_and(is_word) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// `SO_REUSEADDR` on what is bound further on, where that lets others have the address too.
pub fn shared(cx: &Cx) -> Vec<Observation> {
    if !cx.is_windows() {
        return Vec::new();
    }
    let sets = |call: &&Call| {
        call.model.is_some_and(|model| model.option == Some(2)) && symbol(call, NAME) == Some("SO_REUSEADDR")
    };
    // Turning it off is right.
    let is_off = |call: &Call| matches!(call.args.get(VALUE), Some(Operand::Const(Const::Int(0))));
    cx.calls.iter().filter(sets).filter(|call| !is_off(call)).filter_map(|call| shared_by(cx, call)).collect()
}

fn shared_by(cx: &Cx, call: &Call) -> Option<Observation> {
    let place = call.place(0)?;
    let places = copies(&cx.function, place);
    let named = |name: &str| {
        cx.calls.iter().find(|call| call.name.as_str() == name && call.place(0).is_some_and(|at| places.contains(&at)))
    };
    // Several listeners of one multicast group need it; who knows the other option has chosen.
    const REASONS: [&str; 6] =
        ["MEMBERSHIP", "MULTICAST", "JOIN_GROUP", "LEAVE_GROUP", "SOURCE_GROUP", "SO_EXCLUSIVEADDRUSE"];
    let has_reason = |name: &str| REASONS.iter().any(|reason| name.contains(reason));
    if cx.calls.iter().any(|call| symbol(call, NAME).is_some_and(has_reason)) {
        return None;
    }
    let server = named("listen")?;
    let handle = cx.function.show_place(place);
    let because = "on Windows another process may then bind the same address and take its connections".to_owned();
    let instead = "set `SO_EXCLUSIVEADDRUSE` there: an address in TIME_WAIT can be bound without any option".to_owned();
    let path = vec![
        cx.step(call.span, StepKind::Call, "the address is shared here".to_owned()),
        cx.step(server.span, StepKind::Use, "the socket is a server's".to_owned()),
    ];
    let mut seen = cx.lapse(Lapse::SharedAddress, call.span, handle, Words { because, instead, matters: true });
    if let ObservationKind::Lapse { found, .. } = &mut seen.kind
        && cx.is_expanded(call.span)
    {
        *found = call.name.to_string();
    }
    Some(Observation { path, ..seen })
}
