use std::io::{self, ErrorKind};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn question_mark_bad(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept()?; //~ accept-loop-dies
        thread::spawn(move || handle(stream));
    }
}

fn unwrap_bad(listener: &TcpListener) {
    loop {
        let (stream, _) = listener.accept().unwrap(); //~ accept-loop-dies
        handle(stream);
    }
}

fn break_bad(listener: &TcpListener) {
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(error) => {
                eprintln!("{error}");
                break; //~ accept-loop-dies
            }
        }
    }
}

fn while_let_bad(listener: &TcpListener) {
    while let Ok((stream, _)) = listener.accept() {
        handle(stream);
    }
} //~ accept-loop-dies

fn incoming_bad(listener: &TcpListener) -> io::Result<()> {
    for stream in listener.incoming() {
        handle(stream?); //~ accept-loop-dies
    }
    Ok(())
}

fn bound_first_bad(listener: &TcpListener) -> io::Result<()> {
    loop {
        let result = listener.accept();
        let (stream, _) = result.map_err(|error| io::Error::new(ErrorKind::Other, error))?; //~ accept-loop-dies
        handle(stream);
    }
}

fn only_would_block_goes_on_bad(listener: &TcpListener) -> io::Result<()> {
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::yield_now(),
            Err(error) => return Err(error), //~ accept-loop-dies
        }
    }
}

fn kinds_are_told_apart_ok(listener: &TcpListener) -> io::Result<()> {
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(error) if is_transient(&error) => thread::sleep(PAUSE),
            Err(error) => return Err(error),
        }
    }
}

fn pauses_ok(listener: &TcpListener) {
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(error) => {
                eprintln!("{error}");
                thread::sleep(PAUSE);
            }
        }
    }
}

fn accepts_one_ok(listener: &TcpListener) -> io::Result<TcpStream> {
    let (stream, _) = listener.accept()?;
    Ok(stream)
}

fn skips_strangers_ok(listener: &TcpListener) -> io::Result<TcpStream> {
    loop {
        let (stream, address) = listener.accept()?;
        if address.ip().is_loopback() {
            return Ok(stream);
        }
    }
}

fn counted_ok(listener: &TcpListener) {
    for _ in 0..3 {
        let (stream, _) = listener.accept().unwrap();
        handle(stream);
    }
}

fn visitor_ok(node: &Node, visitor: &Visitor) -> Result<(), Error> {
    for child in node.children() {
        child.accept(visitor)?;
    }
    Ok(())
}

#[test]
fn in_a_test_ok() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    loop {
        let (stream, _) = listener.accept().unwrap();
        handle(stream);
    }
}

fn begins_again(address: &str) {
    loop {
        let listener = TcpListener::bind(address).unwrap();
        listener.set_nonblocking(false).unwrap();
        ends_and_begins_again_ok(listener);
    }
}

fn ends_and_begins_again_ok(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept() {
        handle(stream);
    }
}
