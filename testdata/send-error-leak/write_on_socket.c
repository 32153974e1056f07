int push_bad(int listener)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (write(s, "hello", 5) == -1)
        return -1; //~ send-error-leak
    close(s);
    return 0;
}
