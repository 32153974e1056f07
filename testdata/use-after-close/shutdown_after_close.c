void stop_bad(SOCKET s)
{
    closesocket(s);
    shutdown(s, SD_BOTH); //~ use-after-close
}

void stop_ok(SOCKET s)
{
    shutdown(s, SD_BOTH);
    closesocket(s);
}
