//! Reads that tell the end by an error, or by `None`.

use futures::StreamExt;
use std::io::{self, ErrorKind, Read};
use std::net::TcpStream;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio_util::codec::{Framed, LinesCodec};

fn end_is_tried_again_bad(mut stream: TcpStream) -> io::Result<()> {
    let mut head = [0; 4];
    loop {
        match stream.read_exact(&mut head) { //~ eof-unhandled
            Ok(()) => show(&head),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => continue,
            Err(error) => return Err(error),
        }
    }
}

fn all_errors_are_tried_again_bad(mut stream: TcpStream) {
    let mut head = [0; 4];
    loop {
        if stream.read_exact(&mut head).is_ok() { //~ eof-unhandled
            show(&head);
        }
    }
}

async fn logged_bad(mut stream: tokio::net::TcpStream) {
    loop {
        match stream.read_u32().await { //~ eof-unhandled
            Ok(length) => println!("{length}"),
            Err(error) => eprintln!("{error}"),
        }
    }
}

fn would_block_is_tried_again_ok(mut stream: TcpStream) -> io::Result<()> {
    let mut head = [0; 4];
    loop {
        match stream.read_exact(&mut head) {
            Ok(()) => show(&head),
            Err(error) if error.kind() == ErrorKind::WouldBlock => continue,
            Err(error) => return Err(error),
        }
    }
}

fn kinds_are_listed_ok(mut stream: TcpStream) -> io::Result<()> {
    let mut head = [0; 4];
    loop {
        match stream.read_exact(&mut head) {
            Ok(()) => show(&head),
            Err(error) => match error.kind() {
                ErrorKind::Interrupted | ErrorKind::TimedOut => {}
                _ => return Err(error),
            },
        }
    }
}

fn end_leaves_ok(mut stream: TcpStream) -> io::Result<()> {
    let mut head = [0; 4];
    loop {
        match stream.read_exact(&mut head) {
            Ok(()) => show(&head),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => eprintln!("{error}"),
        }
    }
}

fn counted_ok(mut stream: TcpStream) {
    let mut head = [0; 4];
    for _ in 0..3 {
        if stream.read_exact(&mut head).is_ok() {
            show(&head);
        }
    }
}

fn somebody_decides_ok(mut stream: TcpStream) {
    let mut head = [0; 4];
    loop {
        if let Err(error) = stream.read_exact(&mut head) {
            if is_fatal(&error) {
                break;
            }
        }
    }
}

async fn no_message_bad(stream: tokio::net::TcpStream) {
    let mut lines = Framed::new(stream, LinesCodec::new());
    loop {
        if let Some(Ok(line)) = lines.next().await { //~ eof-unhandled
            println!("{line}");
        }
    }
}

async fn no_message_among_others_bad(stream: tokio::net::TcpStream, mut clock: tokio::time::Interval) {
    let mut lines = Framed::new(stream, LinesCodec::new());
    loop {
        tokio::select! {
            line = lines.next() => match line { //~ eof-unhandled
                Some(Ok(line)) => println!("{line}"),
                Some(Err(_)) => return,
                None => {}
            },
            _ = clock.tick() => println!("still here"),
        }
    }
}

async fn no_line_bad(stream: tokio::net::TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    loop {
        if let Some(line) = lines.next_line().await? { //~ eof-unhandled
            println!("{line}");
        }
    }
}

async fn while_there_are_messages_ok(stream: tokio::net::TcpStream) {
    let mut lines = Framed::new(stream, LinesCodec::new());
    while let Some(line) = lines.next().await {
        if let Ok(line) = line {
            println!("{line}");
        }
    }
}

async fn arm_left_out_ok(stream: tokio::net::TcpStream, mut clock: tokio::time::Interval) {
    let mut lines = Framed::new(stream, LinesCodec::new());
    loop {
        tokio::select! {
            Some(Ok(line)) = lines.next() => println!("{line}"),
            _ = clock.tick() => println!("still here"),
        }
    }
}

async fn none_leaves_ok(stream: tokio::net::TcpStream) {
    let mut lines = Framed::new(stream, LinesCodec::new());
    loop {
        match lines.next().await {
            Some(Ok(line)) => println!("{line}"),
            Some(Err(error)) => eprintln!("{error}"),
            None => break,
        }
    }
}

async fn no_line_leaves_ok(stream: tokio::net::TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    loop {
        match lines.next_line().await? {
            Some(line) => println!("{line}"),
            None => return Ok(()),
        }
    }
}

fn show(_: &[u8]) {}
