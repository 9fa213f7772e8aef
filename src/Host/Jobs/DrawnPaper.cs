using Workflows.Approvals.Seals;
using Workflows.Paper.Pdf;

namespace Workflows.Host.Jobs;

/// <summary>A paper as it was drawn from what the database says, before its seals are put on.</summary>
/// <param name="Requests">How often the paper had been asked for when it was read; when it was asked for again meanwhile, it is drawn again.</param>
/// <param name="FormRevision">0 where there is no form.</param>
/// <param name="Imprints">In the order in which the seals were put on.</param>
public sealed record DrawnPaper(long Id, int Requests, DrawnDocument Document, int FormRevision, IReadOnlyList<DrawnImprint> Imprints);

/// <summary>A use of a seal and where it goes.</summary>
public sealed record DrawnImprint(SealUse Use, Seal Seal, SealPlace Place, string Reason);
