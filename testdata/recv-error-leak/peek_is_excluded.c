static char buf[16];

int ready_ok(int s)
{
    if (recv(s, buf, sizeof(buf), MSG_PEEK) < 0)
        return 0;
    return 1;
}

int ready_two_flags_ok(int s)
{
    if (recv(s, buf, sizeof(buf), MSG_PEEK | MSG_DONTWAIT) < 0)
        return 0;
    return 1;
}
