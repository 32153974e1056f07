/* One call, one exit, two sockets: a finding for each end. */
int pair_bad(void)
{
    int sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) == -1)
        return -1;
    if (fcntl(sv[0], F_SETFL, O_NONBLOCK) < 0)
        return -1; //~ socket-leak
        //~| socket-leak
    close(sv[0]);
    close(sv[1]);
    return 0;
}
