using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Chains : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Documents_IssuerId",
                table: "Documents");

            migrationBuilder.AddColumn<string>(
                name: "Body",
                table: "Documents",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CaseId",
                table: "Documents",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CopyTo",
                table: "Documents",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "CopyUp",
                table: "Documents",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "MainRecipients",
                table: "Documents",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mode",
                table: "Documents",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Issue");

            migrationBuilder.AddColumn<long>(
                name: "OpenedCallId",
                table: "Documents",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Prefix",
                table: "Documents",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ReceiptDays",
                table: "Documents",
                type: "integer",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReleaseBy",
                table: "Documents",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReleaseChannels",
                table: "Documents",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<DateTime>(
                name: "ReleasedAt",
                table: "Documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "Documents",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "VoidedAt",
                table: "Documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "VoidedById",
                table: "Documents",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VoidedWhy",
                table: "Documents",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedAt",
                table: "Cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormKey",
                table: "Cases",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "Cases",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Parameters",
                table: "Cases",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<long>(
                name: "ParentId",
                table: "Cases",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DocumentReceipts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DocumentId = table.Column<long>(type: "bigint", nullable: false),
                    RecipientId = table.Column<long>(type: "bigint", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReceivedById = table.Column<long>(type: "bigint", nullable: true),
                    Remark = table.Column<string>(type: "text", nullable: true),
                    ForwardCaseId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentReceipts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DocumentReceipts_Documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "Documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DocumentReceipts_Organisations_RecipientId",
                        column: x => x.RecipientId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DocumentReceipts_People_ReceivedById",
                        column: x => x.ReceivedById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Duties",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    CallId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    ReceiverId = table.Column<long>(type: "bigint", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Period = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ItemNo = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Deliverable = table.Column<string>(type: "text", nullable: true),
                    Flag = table.Column<string>(type: "text", nullable: true),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OverdueSince = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SubmittedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AcceptedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Duties", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Duties_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Duties_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Duties_Organisations_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Duties_Organisations_ReceiverId",
                        column: x => x.ReceiverId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DutyNotes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DutyId = table.Column<long>(type: "bigint", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DutyNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DutyNotes_Duties_DutyId",
                        column: x => x.DutyId,
                        principalTable: "Duties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DutyNotes_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Documents_CaseId",
                table: "Documents",
                column: "CaseId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Documents_IssuerId_IssuedOn",
                table: "Documents",
                columns: new[] { "IssuerId", "IssuedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Documents_Prefix",
                table: "Documents",
                column: "Prefix");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_CallId_Key",
                table: "Cases",
                columns: new[] { "CallId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_ParentId",
                table: "Cases",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_DocumentReceipts_DocumentId_RecipientId",
                table: "DocumentReceipts",
                columns: new[] { "DocumentId", "RecipientId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DocumentReceipts_ReceivedById",
                table: "DocumentReceipts",
                column: "ReceivedById");

            migrationBuilder.CreateIndex(
                name: "IX_DocumentReceipts_RecipientId",
                table: "DocumentReceipts",
                column: "RecipientId");

            migrationBuilder.CreateIndex(
                name: "IX_Duties_CallId_Year",
                table: "Duties",
                columns: new[] { "CallId", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_Duties_CaseId",
                table: "Duties",
                column: "CaseId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Duties_OwnerId_Year",
                table: "Duties",
                columns: new[] { "OwnerId", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_Duties_ReceiverId_Year",
                table: "Duties",
                columns: new[] { "ReceiverId", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_DutyNotes_DutyId",
                table: "DutyNotes",
                column: "DutyId");

            migrationBuilder.CreateIndex(
                name: "IX_DutyNotes_PersonId",
                table: "DutyNotes",
                column: "PersonId");

            migrationBuilder.AddForeignKey(
                name: "FK_Cases_Cases_ParentId",
                table: "Cases",
                column: "ParentId",
                principalTable: "Cases",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Documents_Cases_CaseId",
                table: "Documents",
                column: "CaseId",
                principalTable: "Cases",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Cases_Cases_ParentId",
                table: "Cases");

            migrationBuilder.DropForeignKey(
                name: "FK_Documents_Cases_CaseId",
                table: "Documents");

            migrationBuilder.DropTable(
                name: "DocumentReceipts");

            migrationBuilder.DropTable(
                name: "DutyNotes");

            migrationBuilder.DropTable(
                name: "Duties");

            migrationBuilder.DropIndex(
                name: "IX_Documents_CaseId",
                table: "Documents");

            migrationBuilder.DropIndex(
                name: "IX_Documents_IssuerId_IssuedOn",
                table: "Documents");

            migrationBuilder.DropIndex(
                name: "IX_Documents_Prefix",
                table: "Documents");

            migrationBuilder.DropIndex(
                name: "IX_Cases_CallId_Key",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_ParentId",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Body",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "CaseId",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "CopyTo",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "CopyUp",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "MainRecipients",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "Mode",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "OpenedCallId",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "Prefix",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ReceiptDays",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ReleaseBy",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ReleaseChannels",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ReleasedAt",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "VoidedAt",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "VoidedById",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "VoidedWhy",
                table: "Documents");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "FormKey",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Parameters",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_Documents_IssuerId",
                table: "Documents",
                column: "IssuerId");
        }
    }
}
