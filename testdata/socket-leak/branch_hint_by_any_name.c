// A call that nothing is known of, with one test as its argument, is a hint: the branch is that of the test.
void serve_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (srv_mostly(fd >= 0)) {
        handle(fd);
        close(fd);
        return;
    }
    count_failure();
}

void serve_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (srv_mostly(fd >= 0)) {
        handle(fd);
        return; //~ socket-leak
    }
    count_failure();
}

// One that sounds like the contrary may be that, and which of the two it is nobody knows.
int asked_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (CHECK_FAILS(fd >= 0))
        return -1; //~ FP socket-leak: it is none that is left there
    handle(fd);
    close(fd);
    return 0;
}
