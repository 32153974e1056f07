//! Programs with all that a compiler wants, each with a finding that something can be suggested for, one for each layout.

use std::path::PathBuf;

const HEAD: &str = "#include <stdio.h>\n#include <sys/socket.h>\n#include <unistd.h>\n\
    int f(const struct sockaddr *to, unsigned len, char *b)\n{\n    int rc = -1, n, s = socket(AF_INET, SOCK_STREAM, 0);\n\
    \x20   if (s < 0)\n        return -1;\n";

const TAIL: &str = "    close(s);\n    return 0;\n}\n";

/// The rest of a function, for C and C++.
const BODIES: [&str; 9] = [
    "    if (connect(s, to, len) < 0) return -1;\n",
    "    if (connect(s, to, len) < 0)\n        return -1; /* later */\n",
    "    if (connect(s, to, len) < 0 &&\n        len > 3)\n    {\n        puts(\"no\");\n        return -1;\n    }\n",
    "    if (len == 3) {\n        puts(\"3\");\n    } else\n        return -1;\n",
    "    if (len == 3)\n        return -1;\n    else\n        puts(\"3\");\n",
    "    switch (len) {\n    case 1:\n        return -1;\n    default:\n        break;\n    }\n",
    "    while ((n = recv(s, b, 9, 0)) != 0)\n        if (n < 0)\n            return n;\n",
    "    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &rc, sizeof rc);\n",
    "    if (len == 3)\n        close(s);\n",
];

const LABELLED: &str = "    if (connect(s, to, len) < 0)\n        goto out;\n    n = recv(s, b, 9, 0);\n    if (n < 0)\n        \
    return -2;\n    rc = 0;\nout:\n    close(s);\n    return rc;\n}\n";

/// Whole texts in C++.
const CPP: [&str; 5] = [
    // A method inside of its class, beside another one that closes a socket of the same name.
    "#include <sys/socket.h>\n#include <unistd.h>\nnamespace net {\nclass Dialer {\npublic:\n    void close(int s) { ::close(s); }\n\
     \x20   bool probe(const sockaddr *to) const\n    {\n        int s = ::socket(AF_INET, SOCK_STREAM, 0);\n        if (s < 0)\n            return false;\n\
     \x20       if (::connect(s, to, 16) < 0)\n            return false;\n        ::close(s);\n        return true;\n    }\n};\n}\n",
    // Outside of it, and nothing closes.
    "#include <sys/socket.h>\n#include <unistd.h>\nstruct Dialer {\n    void close();\n    bool probe(const sockaddr *to);\n};\n\
     bool Dialer::probe(const sockaddr *to)\n{\n    auto s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0)\n        return false;\n\
     \x20   return connect(s, to, 16) == 0 ? true : false;\n}\n\
     bool Dialer_probe(const sockaddr *to)\n{\n    auto s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0)\n        return false;\n\
     \x20   if (connect(s, to, 16) < 0)\n        return false;\n    ::close(s);\n    return true;\n}\n",
    // An initialiser on the way to the label: a jump would not compile, a close does.
    "#include <sys/socket.h>\n#include <unistd.h>\nint f(const sockaddr *to, char *b)\n{\n    int rc = -1;\n\
     \x20   int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0)\n        return -1;\n    if (connect(s, to, 16) < 0)\n        return -2;\n\
     \x20   long n = recv(s, b, 9, 0);\n    if (n < 0)\n        goto out;\n    rc = 0;\nout:\n    close(s);\n    return rc;\n}\n",
    // Prints with the C++ header.
    "#include <cstdio>\n#include <sys/socket.h>\nvoid f(int s, int on)\n{\n    ::setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);\n}\n",
    // A template's method, closed twice.
    "#include <sys/socket.h>\n#include <unistd.h>\ntemplate <class T> struct Once {\n    void stop(T x)\n    {\n        int s = socket(AF_INET, SOCK_STREAM, 0);\n\
     \x20       if (s < 0)\n            return;\n        if (x)\n            ::close(s);\n        ::close(s);\n    }\n};\n",
];

/// What Rust's texts call.
const LIBC: &str = "mod libc {\n    pub const AF_INET: i32 = 2;\n    pub const SOCK_STREAM: i32 = 1;\n    unsafe extern \"C\" {\n\
    \x20       pub fn socket(domain: i32, ty: i32, protocol: i32) -> i32;\n        pub fn listen(fd: i32, backlog: i32) -> i32;\n\
    \x20       pub fn recv(fd: i32, buf: *mut u8, len: usize, flags: i32) -> isize;\n        pub fn close(fd: i32) -> i32;\n    }\n}\n\
    use std::io;\n";

/// Functions in Rust.
const RUST: [&str; 8] = [
    // The error is asked for before the close.
    "pub fn f() -> io::Result<i32> {\n    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };\n    if fd < 0 {\n        return Err(io::Error::last_os_error());\n    }\n\
     \x20   if unsafe { libc::listen(fd, 16) } < 0 {\n        return Err(io::Error::last_os_error());\n    }\n    Ok(fd)\n}\n",
    // As elsewhere, in one line.
    "pub fn f(buf: &mut [u8]) -> bool {\n    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };\n    if fd < 0 { return false; }\n\
     \x20   let n = unsafe { libc::recv(fd, buf.as_mut_ptr(), buf.len(), 0) };\n    if n < 0 { return false; }\n    unsafe { libc::close(fd) };\n    true\n}\n",
    // All of it unsafe, in a method of a trait.
    "pub trait Dial { fn dial(&self) -> i32; }\npub struct Plain;\nimpl Dial for Plain {\n    fn dial(&self) -> i32 {\n        unsafe {\n\
     \x20           let fd = libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0);\n            if fd < 0 {\n                return -1;\n            }\n\
     \x20           if libc::listen(fd, 16) < 0 {\n                return -1;\n            }\n            libc::close(fd);\n            0\n        }\n    }\n}\n",
    // The arm of a match.
    "pub fn f() -> i32 {\n    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };\n    if fd < 0 {\n        return -1;\n    }\n\
     \x20   match unsafe { libc::listen(fd, 16) } {\n        0 => {}\n        _ => return -2,\n    }\n    unsafe { libc::close(fd) };\n    0\n}\n",
    // Closed twice.
    "pub fn f(early: bool) {\n    let mut fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };\n    if fd < 0 {\n        return;\n    }\n\
     \x20   if early {\n        unsafe { libc::close(fd); }\n    }\n    unsafe { libc::close(fd); }\n}\n",
    // Options whose errors the caller may have.
    "pub fn f(stream: &std::net::TcpStream) -> io::Result<()> {\n    let _ = stream.set_read_timeout(Some(std::time::Duration::from_secs(5)));\n    Ok(())\n}\n",
    "pub fn f(stream: &std::net::TcpStream) -> std::io::Result<()> {\n    stream.set_nonblocking(true).ok();\n    Ok(())\n}\n",
    // What was closed before goes on.
    "pub fn f(again: bool) -> i32 {\n    let fd = unsafe { libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0) };\n    if fd < 0 {\n        return -1;\n    }\n\
     \x20   if again {\n        unsafe { libc::close(fd) };\n        return 1;\n    }\n    if unsafe { libc::listen(fd, 16) } < 0 {\n        return -2;\n    }\n    unsafe { libc::close(fd) };\n    0\n}\n",
];

/// All of them, with both kinds of line ends: a name and a text.
pub fn whole() -> Vec<(PathBuf, Vec<u8>)> {
    let bodies = BODIES.iter().map(|body| format!("{HEAD}{body}{TAIL}")).chain([format!("{HEAD}{LABELLED}")]);
    let bodies: Vec<String> = bodies.collect();
    let c = bodies.iter().enumerate().map(|(at, text)| (format!("c{at}.c"), text.clone()));
    let same = bodies.iter().enumerate().map(|(at, text)| (format!("c{at}.cpp"), text.clone()));
    let cpp = CPP.iter().enumerate().map(|(at, text)| (format!("own{at}.cpp"), text.to_string()));
    let rust = RUST.iter().enumerate().map(|(at, text)| (format!("r{at}.rs"), format!("{LIBC}{text}")));
    let all = c.chain(same).chain(cpp).chain(rust);
    let both = all.flat_map(|(name, text)| [(format!("crlf_{name}"), text.replace('\n', "\r\n")), (name, text)]);
    both.map(|(name, text)| (PathBuf::from(name), text.into_bytes())).collect()
}
