use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::thread;

fn logs_only_bad(listener: &TcpListener) {
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(error) => eprintln!("{error}"), //~ accept-loop-spins
        }
    }
}

fn if_let_bad(listener: &TcpListener) {
    loop {
        if let Ok((stream, _)) = listener.accept() { //~ accept-loop-spins
            handle(stream);
        }
    }
}

fn flattened_bad(listener: &TcpListener) {
    for stream in listener.incoming().flatten() { //~ accept-loop-spins
        handle(stream);
    }
}

async fn in_select_bad(listener: tokio::net::TcpListener, mut stop: Stop) {
    loop {
        tokio::select! {
            result = listener.accept() => match result {
                Ok((stream, _)) => drop(tokio::spawn(serve(stream))),
                Err(error) => tracing::warn!("accept: {error}"), //~ accept-loop-spins
            },
            _ = stop.recv() => break,
        }
    }
}

fn stops_when_asked_bad(listener: &TcpListener, stop: &Flag) {
    while !stop.is_set() {
        let stream = match listener.accept() {
            Ok((stream, _)) => stream,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => continue, //~ accept-loop-spins
        };
        handle(stream);
    }
}

fn pauses_ok(listener: &TcpListener) {
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(_) => thread::sleep(PAUSE),
        }
    }
}

fn kinds_are_told_apart_ok(listener: &TcpListener) {
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(error) => match error.kind() {
                ErrorKind::ConnectionAborted => {}
                _ => thread::sleep(PAUSE),
            },
        }
    }
}

fn gives_up_after_ten_ok(listener: &TcpListener) {
    let mut n = 0;
    loop {
        match listener.accept() {
            Ok((stream, _)) => handle(stream),
            Err(_) => {
                n += 1;
                if n > 10 {
                    return;
                }
            }
        }
    }
}

async fn awaits_something_ok(listener: tokio::net::TcpListener, limits: Limits) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(serve(stream))),
            Err(error) => limits.after(error).await,
        }
    }
}

fn hands_errors_on_ok(listener: tokio::net::TcpListener) -> impl Stream<Item = io::Result<TcpStream>> {
    stream! {
        loop {
            match listener.accept().await {
                Ok((socket, _)) => yield Ok(socket),
                Err(error) => yield Err(error),
            }
        }
    }
}

fn by_iterator_bad(listener: std::net::TcpListener) {
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => handle(stream),
            Err(error) => eprintln!("{error}"), //~ accept-loop-spins
        }
    }
}

// An error that serving has ended with is no connection that the caller gets: what fails here is not known.
fn serving_may_fail_bad(listener: &TcpListener) -> std::io::Result<()> {
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => serve(stream)?,
            Err(error) => eprintln!("{error}"), //~ accept-loop-spins
        }
    }
    Ok(())
}

async fn until_told_to_stop_bad(listener: tokio::net::UnixListener, stop: Stop) {
    let mut stream = UnixListenerStream::new(listener).take_until(stop.clone());
    while let Some(socket) = stream.next().await {
        match socket {
            Ok(socket) => drop(tokio::spawn(serve(socket))),
            Err(error) => tracing::warn!("accept: {error}"), //~ accept-loop-spins
        }
    }
}

async fn until_told_to_stop_ok(listener: tokio::net::UnixListener, stop: Stop) {
    let mut stream = UnixListenerStream::new(listener).take_until(stop.clone());
    while let Some(socket) = stream.next().await {
        match socket {
            Ok(socket) => drop(tokio::spawn(serve(socket))),
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

// What comes of another stream may fail for reasons of its own.
async fn messages_ok(receiver: Receiver, stop: Stop) {
    let mut messages = ReceiverStream::new(receiver).take_until(stop.clone());
    while let Some(message) = messages.next().await {
        match message {
            Ok(message) => drop(tokio::spawn(answer(message))),
            Err(error) => tracing::warn!("message: {error}"),
        }
    }
}
