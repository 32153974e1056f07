//! Loops that get another socket at the end, and arms of `select!` that are not waited for any more.

use std::io::Read;
use std::net::TcpStream;
use tokio::io::AsyncReadExt;

struct Client {
    stream: TcpStream,
    seen: usize,
}

impl Client {
    fn connects_again_ok(&mut self) {
        let mut head = [0; 4];
        loop {
            match self.stream.read(&mut head) {
                Ok(n) if n > 0 => show(&head[..n]),
                _ => self.connect_again(),
            }
        }
    }

    fn connects_again_after_a_failure_ok(&mut self) {
        let mut head = [0; 4];
        loop {
            match self.stream.read_exact(&mut head) {
                Ok(()) => show(&head),
                Err(_) => self.connect_again(),
            }
        }
    }

    fn data_is_counted_bad(&mut self) {
        let mut head = [0; 4];
        while let Ok(n) = self.stream.read(&mut head) { //~ eof-unhandled
            self.count(n);
        }
    }

    fn connect_again(&mut self) {
        while let Err(error) = TcpStream::connect("localhost:1").map(|stream| self.stream = stream) {
            eprintln!("{error}");
        }
    }

    fn count(&mut self, n: usize) {
        self.seen += n;
    }
}

fn next_one_ok(mut stream: TcpStream) {
    let mut head = [0; 4];
    loop {
        match stream.read(&mut head) {
            Ok(n) if n > 0 => show(&head[..n]),
            _ => stream = next(),
        }
    }
}

fn renewed_in_place_ok(mut stream: TcpStream) {
    let mut head = [0; 4];
    loop {
        if stream.read_exact(&mut head).is_err() {
            renew(&mut stream);
            continue;
        }
        show(&head);
    }
}

async fn not_waited_for_ok(mut stream: tokio::net::TcpStream, mut clock: tokio::time::Interval) {
    let mut head = [0; 4];
    let mut is_done = false;
    loop {
        tokio::select! {
            read = stream.read(&mut head), if !is_done => match read {
                Ok(0) => is_done = true,
                Ok(n) => show(&head[..n]),
                Err(_) => return,
            },
            _ = clock.tick() => println!("still here"),
        }
    }
}

async fn waited_for_all_the_same_bad(mut stream: tokio::net::TcpStream, is_wanted: bool) {
    let mut head = [0; 4];
    loop {
        tokio::select! {
            read = stream.read(&mut head), if is_wanted => match read { //~ eof-unhandled
                Ok(n) => show(&head[..n]),
                Err(_) => return,
            },
            else => return,
        }
    }
}

fn show(_: &[u8]) {}
