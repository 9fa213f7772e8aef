namespace Workflows.Host.HttpWorkflows;

internal static class LimitedBody
{
    /// <summary>The whole body, or null if it is larger than allowed; then no more than that has been read.</summary>
    public static async Task<byte[]?> Read(Stream body, long? announced, long limit, CancellationToken cancellation)
    {
        if (announced > limit) return null;
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (whole.Length + read > limit) return null;
            whole.Write(buffer, 0, read);
        }
        return whole.ToArray();
    }
}
