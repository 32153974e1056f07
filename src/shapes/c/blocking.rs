//! Blocking turned on where it was to be turned off: `FIONBIO` takes a number other than 0 for "do not block".

use super::cx::{Call, Cx, Words};
use super::options::symbol;
use crate::ir::{Const, LocalId, Operand, PlaceId, Step};
use crate::shapes::facts::{Facts, Known};
use crate::shapes::walk::{At, Event, Next, walk_within};
use crate::typestate::{Lapse, Observation};

/// What takes `FIONBIO`, as its second argument, and the address of the number as its third.
const CALLS: [&str; 2] = ["ioctlsocket", "ioctl"];

/// One observation for each call that does the opposite of what a parameter of the function asks for by its name.
pub fn inverted(cx: &Cx) -> Vec<Observation> {
    let is_one = |call: &&Call| CALLS.contains(&call.name.as_str()) && symbol(call, 1) == Some("FIONBIO");
    cx.calls.iter().filter(is_one).filter_map(|call| inverted_by(cx, call)).collect()
}

fn inverted_by(cx: &Cx, call: &Call) -> Option<Observation> {
    let Some(Operand::AddrOf(value)) = call.args.get(2) else { return None };
    let (param, turns_off) = cx.function.params.iter().find_map(|param| Some((*param, meaning(cx, *param)?)))?;
    let given = |asked: i64| given(cx, call, param, *value, asked).map(|number| number != 0);
    // "Do not block" is the number's meaning, too.
    if given(1)? == turns_off || given(0)? != turns_off {
        return None;
    }
    let name = &cx.function.local(param).name;
    let (asked, number) = if turns_off { ("does not block", "0") } else { ("blocks", "a number other than 0") };
    let because = format!("a socket {asked} with `{name}` set, and `FIONBIO` gets {number} then");
    let instead = "give it 0 for a socket that blocks, and 1 for one that does not".to_owned();
    let handle = call.place(0).map_or("the socket".to_owned(), |place| cx.function.show_place(place));
    Some(cx.lapse(Lapse::OptionType, call.span, handle, Words { because, instead, matters: true }))
}

/// What a parameter that is set asks for by its name: a socket that does not block, or one that does.
fn meaning(cx: &Cx, param: LocalId) -> Option<bool> {
    let local = cx.function.local(param);
    let name = local.name.as_str().to_ascii_lowercase().replace('_', "");
    match () {
        _ if local.ty.is_pointer() => None,
        _ if name.contains("nonblock") => Some(true),
        _ if matches!(name.as_str(), "block" | "blocking" | "isblocking" | "bblock" | "bblocking") => Some(false),
        _ => None,
    }
}

/// The number in `value` at the call, if the parameter is `asked`.
fn given(cx: &Cx, call: &Call, param: LocalId, value: PlaceId, asked: i64) -> Option<i64> {
    let place = cx.function.places.find(None, Step::Local(param))?;
    let mut facts = Facts::default();
    facts.set(place, Known::Is(Const::Int(asked)));
    let mut found: Vec<Option<i64>> = Vec::new();
    let see = |event: Event, facts: &mut Facts, _: &mut ()| match event {
        Event::Inst(at, _) if at == call.at => {
            let number = facts.value(value).and_then(|value| match value {
                Const::Int(number) => Some(*number),
                _ => None,
            });
            found.push(number);
            Next::Stop
        }
        _ => Next::Go,
    };
    let start = At { block: crate::ir::BlockId(0), inst: 0 };
    let is_whole = walk_within(super::FEW, &cx.function, start, facts, (), see);
    found.dedup();
    match found[..] {
        [Some(only)] if is_whole => Some(only),
        _ => None,
    }
}
