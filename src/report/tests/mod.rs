//! Observations made by hand, for the tests of this layer and of the renderers.

mod wording;

use super::{Notice, Report, Scope, Selection, Suppressions};
use crate::frontend::World;
use crate::ir::Name;
use crate::rules::{Rules, WorldRun, select};
use crate::source::{FileId, Language, Location, SourceFile, Span};
use crate::typestate::{
    Acquisition, Confidence, Exit, Observation, ObservationKind, OptionCall, OptionFault, PathStep, PeerGone, StepKind,
};

/// The text that the observations speak of.
pub const SERVE: &str = "\
int serve(int listener)
{
    char buf[64];
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
    if (recv(fd, buf, sizeof buf, 0) < 0)
        return -2;
    if (send(fd, buf, 1, 0) < 0)
        return -3;
    close(fd);
    close(fd);
    return 0;
}
";

/// The text as a file.
pub fn source() -> SourceFile {
    SourceFile::new(FileId(0), "src/serve.c", Language::C, SERVE.as_bytes().to_vec())
}

/// The only place, or the `nth` one, where the text has these words.
pub fn at(words: &str, nth: usize) -> Location {
    let (start, _) = SERVE.match_indices(words).nth(nth).expect("the text has these words");
    Location { file: FileId(0), span: Span::new(start, start + words.len()) }
}

/// `fd` lost at `exit` after what the path learnt about the peer.
pub fn lost(exit: &str, peer: Option<(PeerGone, &str)>) -> Observation {
    let kind = ObservationKind::Lost { exit: Exit::Return, peer: peer.map(|(gone, _)| gone) };
    let mut path = vec![step("accept(listener, NULL, NULL)", StepKind::Acquire, "`accept` opens the socket here")];
    if let Some((_, call)) = peer {
        let text = format!("`{call}` failed, taking the error branch");
        path.push(step(&format!("{call}(fd"), StepKind::Branch, &text));
    }
    path.push(step(exit, StepKind::Exit, "the function is left here with the socket open"));
    let peer_call = peer.map(|(_, call)| Name::new(call));
    Observation { peer_call, path, ..observation(kind, at(exit, 0)) }
}

/// Any observation about `fd` in `serve`.
pub fn observation(kind: ObservationKind, place: Location) -> Observation {
    let acquired = at("accept(listener, NULL, NULL)", 0);
    Observation {
        kind,
        file: FileId(0),
        function: Name::new("serve"),
        handle: "fd".to_owned(),
        acquired: Some(Acquisition { at: acquired, callee: Name::new("accept"), in_loop: false }),
        peer_call: None,
        at: place,
        path: Vec::new(),
        confidence: Confidence::Certain,
        doubts: Vec::new(),
        at_process_end: false,
        depends_on_callers: false,
    }
}

/// An unchecked option call.
pub fn option_call(option: &str, matters: bool) -> OptionCall {
    OptionCall { at: at("setsockopt", 0), option: option.to_owned(), matters, fault: OptionFault::Ignored }
}

fn step(words: &str, kind: StepKind, text: &str) -> PathStep {
    PathStep { at: at(words, 0), kind, text: text.to_owned() }
}

/// The runs of both worlds, each with its observations.
pub fn worlds(posix: Vec<Observation>, windows: Vec<Observation>) -> Vec<WorldRun> {
    let functions = vec![Name::new("serve")];
    vec![
        WorldRun { world: World::Posix, functions: functions.clone(), observations: posix, is_for_windows: false },
        WorldRun { world: World::Windows, functions, observations: windows, is_for_windows: false },
    ]
}

/// What both worlds saw, as a report with everything in it.
pub fn report(observations: Vec<Observation>, notices: Vec<Notice>) -> Report {
    let rules = Rules::embedded();
    let findings = select(&rules, worlds(observations.clone(), observations));
    let selection = Selection::new(&rules);
    Report::new(
        findings,
        notices,
        Suppressions::new(&rules),
        Scope { files: 3, functions: 12, ..Scope::default() },
        &selection,
        &source(),
    )
}

/// A report with two lost exits, two misuses and something that was not analysed.
pub fn rich_report() -> Report {
    let mut unsure = lost("return -3;", Some((PeerGone::SendError, "send")));
    unsure.confidence = Confidence::Likely;
    unsure.doubts.push("a function whose body was not found was given the descriptor".to_owned());
    let mut hidden = lost("return 0;", None);
    hidden.confidence = Confidence::Possible;
    let double = observation(ObservationKind::DoubleClose, at("close(fd)", 1));
    let calls = vec![option_call("SO_RCVTIMEO", true)];
    let unchecked =
        Observation { acquired: None, ..observation(ObservationKind::UncheckedOption { calls }, at("setsockopt", 0)) };
    let recv = lost("return -2;", Some((PeerGone::RecvError, "recv")));
    let notices = vec![Notice::file("src/logo.c", "the file is binary")];
    report(vec![recv, unsure, hidden, double, unchecked], notices)
}
