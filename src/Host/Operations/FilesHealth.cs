using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Workflows.Host.Operations;

/// <summary>
/// Whether the folder of the program can be written, where its logs lie and on SQLite the database with every file that people handed in, and how much room is left on its disk.
/// </summary>
internal sealed class FilesHealth(IConfiguration configuration) : IHealthCheck
{
    /// <summary>Bytes free, below which somebody should look, and below which the next large file may not fit.</summary>
    private const long Little = 2L << 30, None = 256L << 20;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var folder = configuration["DataDirectory"]!;
        if (!Settings.IsFolder(folder)) return Task.FromResult(Found.Broken("files.closed", folder));
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var room = (free / (double)(1 << 30)).ToString("0.0", CultureInfo.InvariantCulture);
        return Task.FromResult(free < None ? Found.Broken("files.full", folder, room) : free < Little ? Found.Worse("files.little", folder, room) : Found.Well("files.room", folder, room));
    }
}
