void count_bad(int listener, int *total)
{
    for (;;) {
        struct sockaddr_in peer;
        socklen_t len = sizeof(peer);
        int client = accept(listener, (struct sockaddr *)&peer, &len);
        if (client < 0)
            return;
        (*total)++;
    } //~ socket-leak
}
