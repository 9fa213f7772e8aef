using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Cases;

/// <summary>申报件: one application of one unit to one call, with everything that was written, signed and sealed on it.</summary>
public sealed partial class Case : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>Call code and running number: <c>PS3-LN-0001</c>.</summary>
    public required string Number { get; init; }
    public long CallId { get; init; }
    public Call? Call { get; init; }

    /// <summary>The parent of a child call, or the call itself: whoever decides, decides on this one.</summary>
    public long NationalCallId { get; init; }
    public Call? NationalCall { get; init; }
    public long ApplicantId { get; init; }
    public Organisation? Applicant { get; init; }
    public string Title { get; set; } = "";
    public Route Route { get; set; }
    public CaseStatus Status { get; set; }

    /// <summary>While in review: whose turn it is, as block key such as <c>superiorOpinion</c>.</summary>
    public string? StatusLevel { get; set; }

    /// <summary>Why it was rejected, late, not forwarded or not listed.</summary>
    public string? Reason { get; set; }
    public required string ChainId { get; init; }

    /// <summary>The form that it is about; empty: its call's.</summary>
    public string? FormKey { get; init; }

    /// <summary>The case whose chain opened this one.</summary>
    public long? ParentId { get; init; }

    /// <summary>Set on a case that a chain opened: what tells it apart under its call, so that opening it again finds it.</summary>
    public string? Key { get; init; }

    /// <summary>First values of its form, given by whoever opened it.</summary>
    public JsonObject Parameters { get; init; } = [];

    /// <summary>The workflow instance that carries it.</summary>
    public string? InstanceId { get; set; }

    /// <summary>The activity that returned it, where the chain resumes if only unsealed content changes (R20).</summary>
    public string? ReturnedBy { get; set; }

    /// <summary>
    /// It was returned to an earlier step and goes on from this activity: the opinions in between that still stand are not asked again. Empty: every step
    /// is taken as it comes.
    /// </summary>
    public string? ContinuesAt { get; set; }

    /// <summary>Last permitted instant of its route (R10).</summary>
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>When its chain ended.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
    public long Version { get; private set; }

    public List<CaseForm> Forms { get; } = [];
    public List<Opinion> Opinions { get; } = [];
    public List<SignatureRecord> Signatures { get; } = [];
    public List<SealUse> Seals { get; } = [];
    public List<MaterialReceipt> Receipts { get; } = [];

    string IAudited.Subject => Subject.Case(Id);

    private sealed class Mapping : IEntityTypeConfiguration<Case>
    {
        public void Configure(EntityTypeBuilder<Case> item)
        {
            item.Property(c => c.Id).ValueGeneratedNever();
            item.Ignore(c => c.HasEnded);
            item.Property(c => c.Number).HasMaxLength(60);
            item.HasIndex(c => c.Number).IsUnique();
            item.Property(c => c.Key).HasMaxLength(200);
            item.HasIndex(c => new { c.CallId, c.Key }).IsUnique();
            item.HasIndex(c => c.ParentId);
            item.Property(c => c.FormKey).HasMaxLength(80);
            item.Property(c => c.Parameters).AsJson();
            item.HasIndex(c => new { c.CallId, c.Status });
            item.HasIndex(c => new { c.NationalCallId, c.Status });
            item.HasIndex(c => c.ApplicantId);
            item.HasIndex(c => c.InstanceId);
            item.HasOne<Case>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
            item.HasOne(c => c.Call).WithMany().HasForeignKey(c => c.CallId).OnDelete(DeleteBehavior.Restrict);
            item.HasOne(c => c.NationalCall).WithMany().HasForeignKey(c => c.NationalCallId).OnDelete(DeleteBehavior.Restrict);
            item.HasOne(c => c.Applicant).WithMany().HasForeignKey(c => c.ApplicantId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
