static char byte[1];

int has_data_ok(int s)
{
    if (recv(s, byte, 1, MSG_PEEK) == 0)
        return 0;
    return 1;
}
