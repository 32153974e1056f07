/* Hands its clients to functions of other files. */

void serve_loop(int listener)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        client_bad(s);
    }
}

void serve_kept(int listener)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        client_kept_ok(s);
    }
}

void serve_table(int listener)
{
    for (;;) {
        int s = accept(listener, 0, 0);
        if (s < 0)
            break;
        client_in_table_ok(s);
    }
}
