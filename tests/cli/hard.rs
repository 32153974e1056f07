//! Programs that are hard to see through: each is gone through in bounded time, gives the same every time, and where precision
//! was lost that is told.

use crate::sandbox::{Ran, Sandbox};
use std::fmt::Write;

/// A function that opens a socket, gives it to `call` and then does `rest`.
fn opens(name: &str, call: &str, rest: &str) -> String {
    format!(
        "int {name}(void)\n{{\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0)\n        return -1;\n    \
         {call};\n{rest}    return 0;\n}}\n"
    )
}

/// Runs with one thread and with several, in both orders of the files: the same is printed.
fn check(sandbox: &Sandbox) -> Ran {
    let ran = sandbox.run(&["check", "--threads", "1"]);
    assert!(!ran.err.contains("panicked") && !ran.out.contains("internal error"), "{}{}", ran.out, ran.err);
    let mut files = sandbox.files();
    files.reverse();
    let args: Vec<&str> = ["check", "--threads", "4"].into_iter().chain(files.iter().map(String::as_str)).collect();
    assert_eq!(sandbox.run(&args).out, ran.out);
    ran
}

#[test]
fn recursion_across_files() {
    let member = |at: u32| {
        let next = (at + 1) % 3;
        format!(
            "void f{at}(int s, int n)\n{{\n    if (n == 0)\n        close(s);\n    else\n        f{next}(s, n - 1);\n}}\n"
        )
    };
    let sandbox = (0..3).fold(Sandbox::empty(), |sandbox, at| sandbox.with(&format!("f{at}.c"), member(at)));
    let ran = check(&sandbox.with("use.c", opens("ok", "f0(s, 5)", "")));
    ran.ends(0).says(&["nothing found"]);
}

#[test]
fn recursion_in_one_file() {
    let both = "void g(int s, int n);\nvoid f(int s, int n)\n{\n    if (n == 0)\n        close(s);\n    else\n        g(s, n - 1);\n}\n\
                void g(int s, int n)\n{\n    f(s, n - 1);\n}\n";
    let text = format!("{both}{}{}", opens("ok", "g(s, 5)", ""), opens("bad", "g(s, 5)", "    close(s);\n"));
    check(&Sandbox::empty().with("a.c", text)).ends(1).says(&["a.c:27:5", "1 error"]);
}

/// A chain of calls, one function a file, at whose end the socket is closed.
fn chain(length: usize) -> Sandbox {
    let mut sandbox = Sandbox::empty().with("use.c", opens("ok", "g0(s)", ""));
    for at in 0..length {
        let text = format!("void g{at}(int s)\n{{\n    g{}(s);\n}}\n", at + 1);
        sandbox = sandbox.with(&format!("f{at:03}.c"), text);
    }
    sandbox.with("last.c", format!("void g{length}(int s)\n{{\n    close(s);\n}}\n"))
}

#[test]
fn a_long_chain_across_files() {
    check(&chain(40)).ends(0);
    check(&chain(200)).says(&["was not settled after 128 rounds"]);
}

#[test]
fn a_function_defined_twice_in_one_file() {
    let twice = "void done(int s)\n{\n    close(s);\n}\nvoid done(int s)\n{\n    log_it(s);\n}\n";
    let text = format!("{twice}{}{}", opens("a", "done(s)", ""), opens("b", "done(s)", "    close(s);\n"));
    let ran = check(&Sandbox::empty().with("a.c", text));
    ran.ends(0).says(&["`done` is defined more than once: what a call of it does is not known"]);
}

#[test]
fn a_function_defined_twice_in_the_tree() {
    let sandbox = Sandbox::empty()
        .with("one/done.c", "void done(int s)\n{\n    close(s);\n}\n")
        .with("one/use.c", opens("one_bad", "done(s)", "    close(s);\n"))
        .with("two/done.c", "void done(int s)\n{\n    send(s, \"bye\", 3, 0);\n}\n")
        .with("two/use.c", opens("two_bad", "done(s)", ""))
        // As far from one as from the other: neither counts.
        .with("use.c", opens("either", "done(s)", "    close(s);\n"));
    check(&sandbox).ends(1).says(&["one/use.c:7:5", "two/use.c:7:5", "2 errors"]);
}

#[test]
fn a_function_of_10_000_lines() {
    let mut text =
        "int f(int x, int y)\n{\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0)\n        return -1;\n"
            .to_owned();
    for at in 0..3340 {
        let _ = writeln!(text, "    if (x == {at}) {{\n        y = other(y, {at});\n    }}");
    }
    text += "    if (y == 3)\n        return -1;\n    close(s);\n    return y;\n}\n";
    assert!(text.lines().count() > 10_000);
    let sandbox = Sandbox::empty().with("a.c", text);
    let ran = check(&sandbox);
    // Found, or told that something was.
    ran.says(&[if ran.code == Some(1) { "a.c:10027" } else { "hidden: 1 less certain finding" }]);
}

#[test]
fn macros_that_expand_themselves() {
    let macros = "#define close(s) close(s)\n#define A B\n#define B A\n#define F(x) F(F(x))\n\
                  #define CLOSE(s) do { CLOSE(s); close(s); } while (0)\n#define both(s) other(s)\n#define other(s) both(s)\n";
    let text = format!(
        "{macros}{}{}{}{}",
        opens("a", "close(s)", ""),
        opens("b", "CLOSE(s)", ""),
        opens("c", "use(A, F(B), F(s))", "    close(s);\n"),
        opens("d", "both(s)", ""),
    );
    check(&Sandbox::empty().with("a.c", text)).ends(1).says(&["a.c:39:5", "1 error"]);
}

#[test]
fn a_hundred_thousand_tiny_functions() {
    // Every hundredth hands a socket on.
    let mut text = String::new();
    for at in 0..100_000 {
        let _ = match at % 100 {
            0 => writeln!(text, "void f{at}(int s){{f{}(s);}}", at + 100),
            _ => writeln!(text, "int f{at}(int x){{return x+{at};}}"),
        };
    }
    text += "void f100000(int s){close(s);}\n";
    text += &(opens("ok", "f0(s)", "") + &opens("bad", "f0(s)", "    close(s);\n"));
    let sandbox = Sandbox::empty().with("a.c", text);
    sandbox.run(&["check"]).ends(1).says(&["a.c:100016:5", "1 error", "100003 functions"]);
}

#[test]
fn contradictory_annotations() {
    let sandbox = Sandbox::empty()
        .with("b.h", "// sockleak: closes(1)\nvoid done(int s);\n")
        .with("a.c", "// sockleak: keeps(s)\nvoid done(int s)\n{\n    log_it(s);\n}\n")
        .with("c.c", "/* sockleak: owns(1), closes(s) */\nvoid done(int s);\n")
        .with("use.c", opens("bad", "done(s)", "    close(s);\n"));
    check(&sandbox).ends(1).says(&[
        "use.c:7:5",
        "a.c:1:1",
        "`keeps(1)` contradicts `closes(1)`",
        "what b.h:1 says counts",
        "c.c:1:1",
        "`closes(1)` contradicts `owns(1)`",
        "`owns(1)` contradicts `closes(1)`",
        "1 error, 3 warnings",
    ]);
}
