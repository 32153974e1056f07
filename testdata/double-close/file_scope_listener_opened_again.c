// A file-scope variable may hold a new socket after any call of the program's own functions.
static int listener = -1;

int open_listener(int port);

void serve_rounds_ok(int port)
{
    while (is_running()) {
        if (open_listener(port) < 0)
            continue;
        listen(listener, 5);
        close(listener);
    }
}

void stop_twice_bad(void)
{
    shutdown(listener, SHUT_RDWR);
    close(listener);
    syslog(LOG_INFO, "stopped");
    close(listener); //~ double-close
}
