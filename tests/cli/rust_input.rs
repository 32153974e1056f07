//! Rust that no compiler takes, Rust of any edition, and Rust beside C.

use crate::sandbox::{LEAK, Sandbox};

/// A loop that one error ends; the finding is on its fourth line.
const DIES: &str = "use std::net::TcpListener;\nfn serve(l: TcpListener) -> std::io::Result<()> {\n    loop {\n        let \
                    (stream, _) = l.accept()?;\n        handle(stream);\n    }\n}\n";

fn with(name: &str, text: impl AsRef<[u8]>) -> Sandbox {
    Sandbox::empty().with(name, text).with("dies.rs", DIES)
}

#[test]
fn what_nests_too_deep_is_told() {
    let deep = format!("use std::net::TcpListener;\nfn f() {{ accept({}1{}); }}", "(".repeat(5000), ")".repeat(5000));
    with("deep.rs", deep)
        .run(&["check"])
        .ends(1)
        .says(&["deep.rs:2:8: a function is left out: brackets nest too deep", "dies.rs:4"]);
    let long = format!("use std::net::TcpListener;\nfn f() {{ accept({}true); }}", "!".repeat(100_000));
    with("long.rs", long)
        .run(&["check"])
        .ends(1)
        .says(&["a function is left out: an expression is too long", "dies.rs:4"]);
}

#[test]
fn what_nests_too_deep_costs_only_its_function() {
    let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
    let text = format!("fn deep(l: TcpListener) {{ l.accept(); {deep}; }}\n{DIES}");
    Sandbox::empty().with("a.rs", text).run(&["check"]).ends(1).says(&["a.rs:5", "a function is left out"]);
    // Where it has nothing to do with sockets it costs nothing.
    let ran = Sandbox::empty().with("a.rs", format!("fn deep() {{ {deep}; }}\n{DIES}")).run(&["check"]);
    assert!(ran.ends(1).says(&["a.rs:5"]).out.lines().all(|line| !line.contains("left out")));
    let text = format!("const DEEP: u8 = {deep};\n{DIES}");
    with("a.rs", text).run(&["check"]).ends(1).says(&["a.rs: brackets nest too deep", "dies.rs:4"]);
}

#[test]
fn what_is_one_long_expression_is_told() {
    for long in [
        "return ".repeat(50_000) + "1",
        "l".to_owned() + &".g()".repeat(100_000),
        "l".to_owned() + &"[0]".repeat(100_000),
        "l".to_owned() + &"(0)".repeat(100_000),
        "1".to_owned() + &"+h(1)".repeat(20_000),
        "1".to_owned() + &" as u8".repeat(100_000),
        "|a, b| ".repeat(50_000) + "1",
        format!("let a: {}u8{}", "A<u8, ".repeat(50_000), ">".repeat(50_000)),
        format!("{}1{}", ("!".repeat(1_000) + "(").repeat(200), ")".repeat(200)),
    ] {
        let text = format!("use std::net::TcpListener;\nfn f(l: TcpListener) {{ l.accept(); {long}; }}");
        let ran = with("long.rs", text).run(&["check"]);
        ran.ends(1).says(&["a function is left out: an expression is too long", "dies.rs:4"]);
    }
}

#[test]
fn deep_but_allowed_is_read() {
    for inside in [
        "return ".repeat(1_900) + "1;",
        "l".to_owned() + &".g()".repeat(1_900) + ";",
        "l".to_owned() + &"[0]".repeat(1_900) + ";",
        "l".to_owned() + &"(0)".repeat(1_900) + ";",
        "1".to_owned() + &"+h(1)".repeat(1_900) + ";",
        "1".to_owned() + &" as u8".repeat(1_900) + ";",
        "|a, b| ".repeat(600) + "1;",
        "!".repeat(1_900) + "true;",
        "l".to_owned() + &"?".repeat(1_900) + ";",
        "l".to_owned() + &".map(|x| x)".repeat(900) + ";",
        "if ".repeat(1_900) + "true" + &" {}".repeat(1_900),
        format!("let a: {}u8{};", "A<".repeat(900), "> ".repeat(900)),
        "{".repeat(200) + &"}".repeat(200),
        "s(move || { ".repeat(100) + &"});".repeat(100),
    ] {
        let text = format!("use std::net::TcpListener;\nfn f(l: TcpListener) {{ l.accept(); {inside} }}\n{DIES}");
        Sandbox::empty().with("a.rs", text).run(&["check"]).ends(1).says(&["a.rs:6"]);
    }
}

#[test]
fn an_item_that_does_not_parse_costs_only_itself() {
    let text = format!(
        "fn broken(l: L) {{ l.accept(); let let; }}\nimpl X {{\nfn h(l: L) {{ if l.accept() }}\nfn k(l: L) {{}}\n}}\n{DIES}"
    );
    with("broken.rs", text).run(&["check"]).ends(1).says(&["broken.rs:9", "an item does not parse", "not analysed: 2"]);
}

#[test]
fn a_truncated_file_is_told() {
    with("cut.rs", &DIES[..DIES.len() - 8]).run(&["check"]).ends(1).says(&["cut.rs", "brackets do not match"]);
}

#[test]
fn bytes_that_are_no_utf8_are_read() {
    let mut bytes = b"// \xC4\xE3\xFF\n".to_vec();
    bytes.extend(DIES.as_bytes());
    Sandbox::empty().with("gbk.rs", bytes).run(&["check"]).ends(1).says(&["gbk.rs:5"]);
}

#[test]
fn old_and_new_editions_are_read() {
    for line in [
        "#!/usr/bin/env run-cargo-script",
        "fn f(a: &(dyn A + 'static)) where for<'a> &'a A: B {}",
        "macro_rules! m { ($x:expr) => { $x.accept()? } }",
        "async fn g() { let c = async || 1; if let Some(x) = a && x > 1 {} }",
        "unsafe extern \"C\" { safe fn f(); }",
        "fn t() { let r: R = try { a()? }; }",
    ] {
        let ran = Sandbox::empty().with("a.rs", format!("{line}\n{DIES}")).run(&["check"]);
        ran.ends(1).says(&["a.rs:5"]);
        assert!(!ran.out.contains("not analysed"), "{line}: {}", ran.out);
    }
}

#[test]
fn what_no_parser_knows_is_named() {
    for line in [
        "trait T { fn f(u8) -> u8; }",
        "fn async(l: TcpListener) { l.accept(); }",
        "fn g(f: Box<Fn(u8) -> u8 + 'static>) { l.accept(); }",
        "gen fn k(l: TcpListener) { l.accept(); yield 1; }",
        "fn n(l: TcpListener) { match l.accept() { Ok(x) => (), Err(!) } }",
        "fn p(l: TcpListener) { do yeet l.accept(); }",
        "fn q(l: pin &mut TcpListener) { l.accept(); }",
    ] {
        let ran = Sandbox::empty().with("a.rs", format!("{line}\n{DIES}")).run(&["check"]);
        ran.ends(1).says(&["a.rs:5", "not analysed: 1 function", "a.rs:1:"]);
    }
    let script = format!("---\n[dependencies]\n---\n{DIES}");
    Sandbox::empty().with("a.rs", script).run(&["check"]).ends(1).says(&["a.rs:7", "a.rs:1:1: an item does not parse"]);
}

#[test]
fn tests_are_read_only_when_asked_for() {
    let text = format!("#[cfg(test)]\nmod tests {{\n{DIES}}}\n");
    let sandbox = Sandbox::empty().with("a.rs", text);
    sandbox.run(&["check"]).ends(0);
    sandbox.run(&["check", "--include-tests"]).ends(1).says(&["a.rs:6"]);
}

#[test]
fn a_file_of_tests_is_left_out_by_its_place_below_the_folder() {
    let sandbox = Sandbox::empty().with("tests/src/a.rs", DIES).with("tests/examples/b.rs", DIES);
    sandbox.run(&["check"]).ends(0).says(&["nothing was checked", "left out as test code: 2 files"]);
    sandbox.run(&["check", "--output-format", "json"]).ends(0).says(&["\"files\": 0", "\"left_out\": 2"]);
    sandbox.run(&["check", "--include-tests"]).ends(1).says(&["a.rs:4", "b.rs:4", "checked 2 files"]);
    sandbox.run(&["check", "tests"]).ends(1).says(&["a.rs:4", "checked 1 file", "left out as test code: 1 file;"]);
    sandbox.run(&["check", ".", "tests/examples/b.rs"]).ends(1).says(&["b.rs:4", "left out as test code: 1 file;"]);
    sandbox.run(&["check", "tests/src/a.rs"]).ends(1).says(&["a.rs:4", "checked 1 file"]);
}

#[test]
fn c_and_rust_are_checked_in_one_run() {
    let ffi = "use std::os::fd::{FromRawFd, OwnedFd};\nextern \"C\" { fn open_port(port: i32) -> i32; }\nfn take(port: i32) \
               -> Result<OwnedFd, E> {\n    let fd = unsafe { open_port(port) };\n    check(port)?;\n    Ok(unsafe { \
               OwnedFd::from_raw_fd(fd) })\n}\n";
    let ran = Sandbox::empty().with("port.c", LEAK).with("port.rs", ffi).run(&["check"]);
    ran.ends(1).says(&["port.c:8", "port.rs:5", "raw-fd-leak", "checked 2 files"]);
}

#[test]
fn a_descriptor_is_followed_from_rust_to_c_and_back() {
    let c = "void finish(int fd);\nint net_open(void) { return socket(AF_INET, SOCK_STREAM, 0); }\nint net_ping(int fd) \
             { return send(fd, \"?\", 1, 0); }\nint again(int l) {\n    int fd = accept(l, 0, 0);\n    if (fd < 0)\n        \
             return -1;\n    finish(fd);\n    close(fd);\n    return 0;\n}\n";
    let rust = "unsafe extern \"C\" {\n    fn net_open() -> i32;\n    fn net_ping(fd: i32) -> i32;\n}\n#[unsafe(no_mangle)]\n\
                pub extern \"C\" fn finish(fd: i32) {\n    unsafe { libc::close(fd) };\n}\nfn ping() {\n    let fd = unsafe { \
                net_open() };\n    if fd >= 0 {\n        unsafe { net_ping(fd) };\n    }\n}\n";
    let ran = Sandbox::empty().with("net.c", c).with("lib.rs", rust).run(&["check"]);
    ran.ends(1).says(&["double-close", "net.c:9", "lib.rs:14", "checked 2 files"]);
    // Each alone: nobody knows what the other one does.
    Sandbox::empty().with("net.c", c).run(&["check"]).ends(0);
    Sandbox::empty().with("lib.rs", rust).run(&["check"]).ends(0);
}

#[test]
fn macros_are_no_trouble() {
    let text = format!(
        "macro_rules! each {{\n    ($l:expr, $($rest:tt)*) => {{ loop {{ $l.accept()?; each!($($rest)*) }} }};\n    () => {{}};\n}}\n\
         macro_rules! odd {{ ($($x:tt)+) => ( $( $x )+ ) }}\n{DIES}"
    );
    with("a.rs", text).run(&["check"]).ends(1).says(&["a.rs:9", "accept-loop-dies"]);
}

#[test]
fn a_generated_file_of_many_megabytes_is_named() {
    let text = format!("{}{DIES}", "fn f(l: &TcpListener) { let _ = l.accept(); }\n".repeat(220_000));
    with("a.rs", text).run(&["check"]).ends(1).says(&["a.rs: larger than 4 MiB", "dies.rs:4"]);
}

#[test]
fn a_comment_silences_a_finding() {
    let text = DIES
        .replace("accept()?;", "accept()?; // sockleak: ignore[accept-loop-dies] -- the supervisor starts it again");
    Sandbox::empty().with("a.rs", text).run(&["check"]).ends(0).says(&["1 suppressed"]);
    let text = DIES.replace("        let", "        // sockleak: ignore[accept-loop-dies]\n        let");
    Sandbox::empty().with("a.rs", text).run(&["check"]).ends(0).says(&["1 suppressed"]);
}

#[test]
fn a_handle_goes_by_the_variable_that_holds_it() {
    let text = "fn f() {\n    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };\n    if fd < 0 {\n        \
                return;\n    }\n    unsafe { libc::listen(fd, 1) };\n}\n";
    Sandbox::empty().with("a.rs", text).run(&["check"]).ends(1).says(&["socket `fd` is still open when `f` ends"]);
}
