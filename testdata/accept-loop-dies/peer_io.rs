//! Reads and writes of one peer in the loop that accepts all.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

async fn hello_is_awaited_bad(listener: tokio::net::TcpListener) -> io::Result<()> {
    loop {
        match listener.accept().await {
            Ok((mut stream, _)) => {
                let mut hello = [0; 5];
                stream.read_exact(&mut hello).await?; //~ accept-loop-dies
                tokio::spawn(serve(stream));
            }
            Err(error) => {
                eprintln!("{error}");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

fn greeting_must_be_sent_bad(listener: TcpListener) {
    for stream in listener.incoming() {
        match stream {
            Ok(mut stream) => {
                stream.write_all(b"welcome").unwrap(); //~ accept-loop-dies
                std::thread::spawn(move || talk(stream));
            }
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn one_after_the_other_bad(listener: TcpListener) -> io::Result<()> {
    loop {
        let Ok((mut stream, _)) = listener.accept() else {
            std::thread::sleep(Duration::from_millis(50));
            continue;
        };
        let mut request = [0; 512];
        let n = stream.read(&mut request)?; //~ accept-loop-dies
        talk_of(&request[..n]);
    }
}

fn one_peer_at_a_time_ok(listener: TcpListener) {
    loop {
        let Ok((mut stream, _)) = listener.accept() else {
            std::thread::sleep(Duration::from_millis(50));
            continue;
        };
        let mut request = [0; 512];
        loop {
            match stream.read(&mut request) {
                Ok(0) | Err(_) => break,
                Ok(n) => talk_of(&request[..n]),
            }
        }
    }
}

fn failure_is_the_peers_ok(listener: TcpListener) {
    for stream in listener.incoming() {
        match stream {
            Ok(mut stream) => {
                if let Err(error) = stream.write_all(b"welcome") {
                    eprintln!("{error}");
                }
            }
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

// The first peer is the only one.
fn a_single_peer_ok(listener: TcpListener) -> io::Result<()> {
    let (mut stream, _) = listener.accept()?;
    let mut request = [0; 512];
    loop {
        match stream.read(&mut request)? {
            0 => return Ok(()),
            n => talk_of(&request[..n]),
        }
    }
}

// Another stream, which the server lives by.
fn the_servers_own_stream_ok(listener: TcpListener, mut upstream: TcpStream) -> io::Result<()> {
    loop {
        match listener.accept() {
            Ok((stream, _)) => drop(std::thread::spawn(move || talk(stream))),
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
        upstream.write_all(b"one more")?;
    }
}

fn second_descriptor_bad(listener: TcpListener) -> io::Result<()> {
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                let writer = stream.try_clone()?; //~ accept-loop-dies
                std::thread::spawn(move || talk(stream));
                std::thread::spawn(move || talk(writer));
            }
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
    Ok(())
}

async fn serve(_: tokio::net::TcpStream) {}
fn talk(_: TcpStream) {}
fn talk_of(_: &[u8]) {}
