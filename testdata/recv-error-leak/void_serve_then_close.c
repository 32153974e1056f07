static void serve(int s)
{
    char buf[64];
    while (recv(s, buf, sizeof(buf), 0) > 0)
        answer(buf);
}

void run_ok(int listener)
{
    for (;;) {
        int s = accept(listener, NULL, NULL);
        if (s < 0) {
            sleep(1);
            continue;
        }
        serve(s);
        close(s);
    }
}
